-- The tree: full tiles as C2SP's tlog-tiles lays them out, and the checkpoints that were signed. Nothing here is ever updated or deleted.

-- Partial tiles are made of the leaf hashes and of the roots below when someone asks; so nothing here ever changes.
CREATE TABLE tile (
  tenant uuid NOT NULL,
  year   integer NOT NULL,
  level  integer NOT NULL CHECK (level BETWEEN 0 AND 7),
  n      bigint NOT NULL CHECK (n >= 0),
  hashes bytea NOT NULL CHECK (octet_length(hashes) = 8192),
  root   bytea NOT NULL CHECK (octet_length(root) = 32),   -- this tile's hash in the level above
  PRIMARY KEY (tenant, year, level, n),
  FOREIGN KEY (tenant, year) REFERENCES log (tenant, year)
);
ALTER TABLE tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- A checkpoint can only be of a head that is committed, with that head's root: PostgreSQL itself refuses a fork.
ALTER TABLE head ADD CONSTRAINT head_with_root UNIQUE (tenant, year, size, root);
CREATE INDEX head_by_batch ON head (batch);
CREATE TABLE checkpoint (
  tenant    uuid NOT NULL,
  year      integer NOT NULL,
  size      bigint NOT NULL,
  root      bytea NOT NULL,
  note      text NOT NULL CHECK (octet_length(note) <= 65536),   -- as published, signatures and all
  signed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, year, size),
  FOREIGN KEY (tenant, year, size, root) REFERENCES head (tenant, year, size, root)
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['tile', 'checkpoint'] LOOP
    EXECUTE format('CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only_rows, ENABLE ALWAYS TRIGGER append_only_table', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY writer_reads ON %I FOR SELECT TO lupa_audit_writer USING (true)', t);
    EXECUTE format('CREATE POLICY writer_appends ON %I FOR INSERT TO lupa_audit_writer WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY reader_of_tenant ON %I FOR SELECT TO lupa_audit_reader'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
  END LOOP;
END
$$;

-- Tiles and checkpoints are public under the log's random name: who names the log finds whose it is, and no other.
CREATE POLICY reader_of_name ON log FOR SELECT TO lupa_audit_reader
  USING (name = NULLIF(current_setting('lupa.log', true), ''));

-- Readers see event_seen too: proofs are asked for by event id.
GRANT SELECT, INSERT ON tile, checkpoint TO lupa_audit_writer;
GRANT SELECT ON tile, checkpoint, event_seen TO lupa_audit_reader;
