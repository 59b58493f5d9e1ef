-- About how many different recipients each client asked on a day: registers of a HyperLogLog, in which nobody can be found.
CREATE TABLE recipient_sketch (
  tenant    uuid NOT NULL,
  client    text NOT NULL,
  day       date NOT NULL,
  registers bytea NOT NULL,
  PRIMARY KEY (tenant, client, day)
);
ALTER TABLE recipient_sketch ENABLE ROW LEVEL SECURITY;
ALTER TABLE recipient_sketch FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON recipient_sketch FOR SELECT TO lupa_preference_reader
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
CREATE POLICY writer_counts ON recipient_sketch TO lupa_preference_writer USING (true) WITH CHECK (true);
GRANT SELECT ON recipient_sketch TO lupa_preference_reader;
GRANT SELECT, INSERT, DELETE, UPDATE (registers) ON recipient_sketch TO lupa_preference_writer;
