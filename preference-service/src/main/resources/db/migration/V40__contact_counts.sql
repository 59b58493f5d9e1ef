-- How much was sent to whom in the last 31 days, of each epoch the newest word; epoch 0 only says that a later word could not be read.
CREATE TABLE contact_count (
  tenant     uuid NOT NULL,
  subject    text NOT NULL,
  epoch      integer NOT NULL,
  xid        bigint NOT NULL,
  value      jsonb,
  unreadable boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant, subject, epoch)
);
ALTER TABLE contact_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_count FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON contact_count FOR SELECT TO lupa_preference_reader
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
CREATE POLICY writer_projects ON contact_count TO lupa_preference_writer USING (true) WITH CHECK (true);
GRANT SELECT ON contact_count TO lupa_preference_reader;
GRANT SELECT, INSERT, UPDATE (xid, value, unreadable) ON contact_count TO lupa_preference_writer;
