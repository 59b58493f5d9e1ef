-- The suppression lists as they were read: blocks of identifier keys, and of each register the word which slot is current.
CREATE TABLE suppression_record (
  tenant     uuid NOT NULL,
  list       text NOT NULL,
  slot       text NOT NULL,
  block      text NOT NULL,
  epoch      integer NOT NULL,
  xid        bigint NOT NULL,
  value      jsonb,
  -- A later record with this key could not be read: there may be an identifier on it, so none of this block is told "yes".
  unreadable boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant, list, slot, block)
);
ALTER TABLE suppression_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE suppression_record FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON suppression_record FOR SELECT TO lupa_preference_reader
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
CREATE POLICY writer_projects ON suppression_record TO lupa_preference_writer USING (true) WITH CHECK (true);
GRANT SELECT ON suppression_record TO lupa_preference_reader;
GRANT SELECT, INSERT, UPDATE (epoch, xid, value, unreadable) ON suppression_record TO lupa_preference_writer;
