-- What a time stamping authority answered about a checkpoint (RFC 3161). Nothing here is ever updated or deleted.
CREATE TABLE checkpoint_time (
  tenant      uuid NOT NULL,
  year        integer NOT NULL,
  size        bigint NOT NULL,
  response    bytea NOT NULL CHECK (octet_length(response) <= 65536),   -- TimeStampResp as it came, for openssl ts -verify
  stamped_at  timestamptz(3) NOT NULL,                                  -- the authority's time
  received_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, year, size),
  FOREIGN KEY (tenant, year, size) REFERENCES checkpoint (tenant, year, size)
);
CREATE INDEX checkpoint_time_by_age ON checkpoint_time (tenant, year, received_at);

CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON checkpoint_time FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON checkpoint_time FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE checkpoint_time ENABLE ALWAYS TRIGGER append_only_rows, ENABLE ALWAYS TRIGGER append_only_table;
ALTER TABLE checkpoint_time ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY writer_reads ON checkpoint_time FOR SELECT TO lupa_audit_writer USING (true);
CREATE POLICY writer_appends ON checkpoint_time FOR INSERT TO lupa_audit_writer WITH CHECK (true);
CREATE POLICY reader_of_tenant ON checkpoint_time FOR SELECT TO lupa_audit_reader
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
GRANT SELECT, INSERT ON checkpoint_time TO lupa_audit_writer;
GRANT SELECT ON checkpoint_time TO lupa_audit_reader;
