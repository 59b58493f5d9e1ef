-- Audience checks: what was asked and what came of it, for good; and for a day, sealed, what a result or a recheck needs.
-- No address, no ref and no hash stands here in clear. A process writes them for the tenant whose list it is, as the writer with the tenant set.
CREATE TABLE audience_check (
  tenant     uuid NOT NULL,
  id         uuid NOT NULL,
  client     text NOT NULL,
  status     text NOT NULL CHECK (status IN ('RUNNING', 'COMPLETE', 'FAILED')),
  started_at timestamptz(3) NOT NULL,
  keep_until timestamptz(3) NOT NULL,
  receipt    text NOT NULL,
  PRIMARY KEY (tenant, id)
);

-- kind R: the answers, for whoever asked to have them kept; L: lines for a recheck. AES-256-GCM under a key of this check.
CREATE TABLE audience_piece (
  tenant     uuid NOT NULL,
  check_id   uuid NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('R', 'L')),
  n          integer NOT NULL,
  keep_until timestamptz(3) NOT NULL,
  sealed     bytea NOT NULL,
  PRIMARY KEY (tenant, check_id, kind, n),
  FOREIGN KEY (tenant, check_id) REFERENCES audience_check (tenant, id)
);
ALTER TABLE audience_piece ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE INDEX audience_piece_by_end ON audience_piece (keep_until);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['audience_check', 'audience_piece'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_tenant ON %I FOR SELECT TO lupa_preference_reader'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
    EXECUTE format('CREATE POLICY writes_by_tenant ON %I TO lupa_preference_writer'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)'
      ' WITH CHECK (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
    EXECUTE format('GRANT SELECT ON %I TO lupa_preference_reader', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO lupa_preference_writer', t);
  END LOOP;
END
$$;
GRANT UPDATE (status, receipt) ON audience_check TO lupa_preference_writer;
-- What is past its day goes, whoever's it is.
CREATE POLICY past_its_day_is_seen ON audience_piece FOR SELECT TO lupa_preference_writer USING (keep_until < now());
CREATE POLICY past_its_day_goes ON audience_piece FOR DELETE TO lupa_preference_writer USING (keep_until < now());
GRANT DELETE ON audience_piece TO lupa_preference_writer;
