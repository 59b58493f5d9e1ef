-- What witnesses have put under checkpoints (c2sp.org/tlog-witness), verified before it is kept. Nothing here is ever updated or deleted.
CREATE TABLE cosignature (
  tenant      uuid NOT NULL,
  year        integer NOT NULL,
  size        bigint NOT NULL,
  witness     text NOT NULL,                                    -- its verifier key
  line        text NOT NULL CHECK (octet_length(line) <= 4096), -- as it goes under the note, with its line feed
  cosigned_at timestamptz(3) NOT NULL,                          -- the witness's time
  received_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, year, size, witness),
  FOREIGN KEY (tenant, year, size) REFERENCES checkpoint (tenant, year, size)
);
CREATE INDEX cosignature_by_witness ON cosignature (tenant, year, witness, size);

CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON cosignature FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON cosignature FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE cosignature ENABLE ALWAYS TRIGGER append_only_rows, ENABLE ALWAYS TRIGGER append_only_table;
ALTER TABLE cosignature ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY writer_reads ON cosignature FOR SELECT TO lupa_audit_writer USING (true);
CREATE POLICY writer_appends ON cosignature FOR INSERT TO lupa_audit_writer WITH CHECK (true);
CREATE POLICY reader_of_tenant ON cosignature FOR SELECT TO lupa_audit_reader
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
GRANT SELECT, INSERT ON cosignature TO lupa_audit_writer;
GRANT SELECT ON cosignature TO lupa_audit_reader;
