-- Imports: the body as it came, in blocks sealed under a key of the job's own, until each block is recorded. A block is recorded, counted and reported
-- in one transaction with `next_block`, so that it is recorded once, whoever tries and whatever is killed when.
CREATE TABLE import_job (
  tenant     uuid NOT NULL,
  id         uuid NOT NULL,
  tenant_key text NOT NULL,
  dry_run    boolean NOT NULL,
  columns    text[],                     -- of a CSV file, in its order; null: NDJSON
  holder     text NOT NULL,              -- whom the job's key is wrapped for: nobody but the job
  wrapped    bytea,                      -- the job's key; gone once all is done
  blocks     integer,                    -- how many there are; null until the body was read whole
  next_block integer NOT NULL DEFAULT 0,
  failures   integer NOT NULL DEFAULT 0,
  claimed_at timestamptz(3),
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, id) REFERENCES job (tenant, id)
);
CREATE TABLE import_block (
  tenant  uuid NOT NULL,
  job     uuid NOT NULL,
  ordinal integer NOT NULL,
  sealed  bytea,                         -- the lines; gone once they are recorded
  report  text,                          -- one JSON object a line, without personal data; null until they are recorded
  PRIMARY KEY (tenant, job, ordinal),
  FOREIGN KEY (tenant, job) REFERENCES import_job (tenant, id)
);
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['import_job', 'import_block'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_tenant ON %I TO lupa_consent_app'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)'
      ' WITH CHECK (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON %I TO lupa_consent_app', t);
  END LOOP;
END
$$;
GRANT UPDATE (wrapped, blocks, next_block, failures, claimed_at) ON import_job TO lupa_consent_app;
GRANT UPDATE (sealed, report) ON import_block TO lupa_consent_app;
