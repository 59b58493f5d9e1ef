-- One controller has taken another's place: how far the tenant's journal has been followed for it, and what of it was carried over.

CREATE TABLE succession (
  tenant      uuid NOT NULL,
  id          uuid NOT NULL,
  controller  text NOT NULL,
  successor   text NOT NULL,
  client      text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  epoch       integer NOT NULL,
  xid         xid8 NOT NULL,
  position    bigint NOT NULL,
  complete_at timestamptz(3),
  PRIMARY KEY (tenant, id)
);

CREATE TABLE succession_carried (
  tenant     uuid NOT NULL,
  succession uuid NOT NULL,
  subject    text NOT NULL,
  source     uuid NOT NULL,              -- the objection, record or restriction
  at         timestamptz(3) NOT NULL,    -- when it was said: said again it is carried again
  PRIMARY KEY (tenant, succession, subject, source, at),
  FOREIGN KEY (tenant, succession) REFERENCES succession (tenant, id)
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['succession', 'succession_carried'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_tenant ON %I TO lupa_consent_app'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)'
      ' WITH CHECK (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO lupa_consent_app', t);
  END LOOP;
END
$$;
GRANT UPDATE (epoch, xid, position, complete_at) ON succession TO lupa_consent_app;
