-- Whose request a callback id is; the request itself is part of the subject's state.
CREATE TABLE callback_request (
  tenant      uuid NOT NULL,
  id          uuid NOT NULL,
  subject     text NOT NULL,
  controller  text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id)
);

-- Messages sent, by day; no facts, and nothing older than 31 days.
CREATE TABLE contact_count (
  tenant     uuid NOT NULL,
  subject    text NOT NULL,
  controller text NOT NULL,
  channel    text NOT NULL,
  day        date NOT NULL,
  sent       integer NOT NULL CHECK (sent > 0),
  PRIMARY KEY (tenant, subject, controller, channel, day),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id)
);
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['callback_request', 'contact_count'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_tenant ON %I TO lupa_consent_app, lupa_consent_retention'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)'
      ' WITH CHECK (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO lupa_consent_app', t);
    EXECUTE format('GRANT SELECT, DELETE ON %I TO lupa_consent_retention', t);
  END LOOP;
END
$$;
GRANT DELETE ON contact_count TO lupa_consent_app;
GRANT UPDATE (sent) ON contact_count TO lupa_consent_app;
