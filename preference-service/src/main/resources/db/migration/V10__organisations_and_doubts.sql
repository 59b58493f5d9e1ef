-- The organisations that a subject's contacts name, as keys by which their prohibitions are found. Rows here can be deleted
-- while history stays; nobody is found by them.
CREATE TABLE organisation_map (
  tenant       uuid NOT NULL,
  subject      text NOT NULL,
  organisation integer NOT NULL,
  key_version  integer NOT NULL,
  key          bytea NOT NULL CHECK (length(key) = 32),
  PRIMARY KEY (tenant, subject, organisation, key_version)
);
ALTER TABLE organisation_map ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation_map FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON organisation_map FOR SELECT TO lupa_preference_reader
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
CREATE POLICY writer_projects ON organisation_map TO lupa_preference_writer USING (true) WITH CHECK (true);
GRANT SELECT ON organisation_map TO lupa_preference_reader;
GRANT SELECT, INSERT, DELETE ON organisation_map TO lupa_preference_writer;

-- A catalogue record that could not be read closes the answers that may rest on it, also after a restart, until that version is
-- read or a higher one takes its place. Without a kind it closes the tenant's answers; without a tenant everybody's.
ALTER TABLE ingest_rejection
  ADD COLUMN kind text,
  ADD COLUMN entry_id text,
  ADD COLUMN entry_version text,
  ADD COLUMN closes boolean NOT NULL DEFAULT false;
CREATE INDEX ingest_rejection_that_closes ON ingest_rejection (tenant, kind, entry_id) WHERE closes;
ALTER TABLE unattributed_rejection ADD COLUMN closes boolean NOT NULL DEFAULT false;
GRANT UPDATE (closes) ON ingest_rejection TO lupa_preference_writer;
GRANT SELECT (closes) ON unattributed_rejection TO lupa_preference_reader;
