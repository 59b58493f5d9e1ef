-- The audit-service's tables. Nothing here is ever updated or deleted; the writer may only INSERT.
-- A log is one tenant's one year. Every key of a table with tenant data begins with the tenant.

CREATE TABLE log (
  tenant    uuid NOT NULL,
  year      integer NOT NULL CHECK (year BETWEEN 2000 AND 9999),
  name      text NOT NULL CHECK (name ~ '^([0-9A-HJKMNP-TV-Z]{16}|_ingest-[0-9]{4})$'),
  opened_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, year),
  UNIQUE (tenant, name)
);

-- One row per committed batch: the fence against a second writer, and where reading goes on. Without tenant data.
CREATE TABLE ingest (
  number      bigint PRIMARY KEY CHECK (number >= 1),
  logged_at   timestamptz(3) NOT NULL,   -- the sequencer's time; never goes back
  writer      uuid NOT NULL,             -- the process that wrote it
  positions   jsonb NOT NULL,            -- [{topicId, topic, partition, from, to}], every partition ever read
  offsets     bigint NOT NULL CHECK (offsets >= 0),
  entries     bigint NOT NULL CHECK (entries >= 0),
  duplicates  bigint NOT NULL CHECK (duplicates >= 0),
  rejections  bigint NOT NULL CHECK (rejections >= 0),
  markers     bigint NOT NULL CHECK (markers >= 0),
  compacted   bigint NOT NULL CHECK (compacted >= 0),     -- offsets that compaction took before they were read
  unaccounted bigint NOT NULL CHECK (unaccounted >= 0),   -- offsets missing where none may be
  CHECK (offsets = entries + duplicates + rejections + markers + compacted + unaccounted)
);
CREATE INDEX ingest_with_unaccounted ON ingest (number) WHERE unaccounted > 0;

-- The lines. Partitions of 10 million; rows past the last one go to entry_rest until a migration adds more.
CREATE TABLE entry (
  tenant      uuid NOT NULL,
  year        integer NOT NULL,
  idx         bigint NOT NULL CHECK (idx >= 0),
  leaf        bytea NOT NULL CHECK (octet_length(leaf) <= 16384),
  leaf_hash   bytea NOT NULL,
  event_id    uuid NOT NULL,
  kind        text NOT NULL,
  subject     text,
  controller  text,
  purpose     text,
  concerns    text[] NOT NULL,           -- whoever reads the entry acts for all of these controllers
  at          timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  logged_at   timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, year, idx),
  FOREIGN KEY (tenant, year) REFERENCES log (tenant, year),
  CHECK (leaf_hash = sha256('\x00'::bytea || leaf))
) PARTITION BY RANGE (idx);
ALTER TABLE entry ALTER COLUMN leaf SET STORAGE EXTERNAL;
CREATE INDEX entry_by_controller ON entry (tenant, controller, year, idx);

DO $$
BEGIN
  FOR part IN 0..9 LOOP
    EXECUTE format('CREATE TABLE entry_%s PARTITION OF entry FOR VALUES FROM (%s) TO (%s)',
      part, part * 10000000, (part + 1) * 10000000);
  END LOOP;
  CREATE TABLE entry_rest PARTITION OF entry DEFAULT;
END
$$;

-- Which events are in the tenant's logs, of whatever year: each once.
CREATE TABLE event_seen (
  tenant   uuid NOT NULL,
  event_id uuid NOT NULL,
  year     integer NOT NULL,
  idx      bigint NOT NULL,
  PRIMARY KEY (tenant, event_id)
);

-- The gap-proof chains; n runs on across years.
CREATE TABLE subject_entry (
  tenant  uuid NOT NULL,
  subject text NOT NULL,
  n       bigint NOT NULL CHECK (n >= 0),
  year    integer NOT NULL,
  idx     bigint NOT NULL,
  PRIMARY KEY (tenant, subject, n)
);
CREATE TABLE controller_entry (
  tenant     uuid NOT NULL,
  controller text NOT NULL,
  n          bigint NOT NULL CHECK (n >= 0),
  year       integer NOT NULL,
  idx        bigint NOT NULL,
  PRIMARY KEY (tenant, controller, n)
);

-- Size and root of a log after each batch that made it grow. No two heads grow from one size.
CREATE TABLE head (
  tenant    uuid NOT NULL,
  year      integer NOT NULL,
  size      bigint NOT NULL,
  prev_size bigint NOT NULL CHECK (prev_size >= 0),
  root      bytea NOT NULL CHECK (octet_length(root) = 32),
  batch     bigint NOT NULL,
  PRIMARY KEY (tenant, year, size),
  UNIQUE (tenant, year, prev_size),
  FOREIGN KEY (tenant, year) REFERENCES log (tenant, year),
  CHECK (size > prev_size)
);

-- What could not be logged as itself: where it is, why, and a salted digest; never its content.
CREATE TABLE ingest_rejection (
  tenant    uuid NOT NULL,
  year      integer NOT NULL,
  idx       bigint NOT NULL,             -- of the entry `ingest.rejected`
  topic     text NOT NULL,
  topic_id  text NOT NULL,
  partition integer NOT NULL,
  position  bigint NOT NULL,
  reason    text NOT NULL,
  salt      text NOT NULL,
  digest    text NOT NULL,
  logged_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, year, idx)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only: % of % refused', tg_op, tg_table_name USING ERRCODE = 'restrict_violation';
END
$$;

-- ENABLE ALWAYS: also for a superuser in the role of a replica. TRUNCATE triggers are not inherited by partitions.
DO $$
DECLARE
  t record;
BEGIN
  FOR t IN
    SELECT c.relname, c.relispartition FROM pg_class AS c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'flyway_schema_history'
    ORDER BY c.relispartition
  LOOP
    IF NOT t.relispartition THEN
      EXECUTE format('CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
        t.relname);
    END IF;
    EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      t.relname);
  END LOOP;
  FOR t IN
    SELECT c.relname FROM pg_class AS c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'flyway_schema_history'
    ORDER BY c.relispartition DESC
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only_rows, ENABLE ALWAYS TRIGGER append_only_table', t.relname);
  END LOOP;
  FOR t IN
    SELECT DISTINCT c.table_name FROM information_schema.columns AS c
    WHERE c.table_schema = 'public' AND c.column_name = 'tenant'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t.table_name);
  END LOOP;
  FOR t IN
    SELECT unnest(ARRAY['log', 'entry', 'event_seen', 'subject_entry', 'controller_entry', 'head', 'ingest_rejection']) AS name
  LOOP
    EXECUTE format('CREATE POLICY writer_reads ON %I FOR SELECT TO lupa_audit_writer USING (true)', t.name);
    EXECUTE format('CREATE POLICY writer_appends ON %I FOR INSERT TO lupa_audit_writer WITH CHECK (true)', t.name);
    EXECUTE format('CREATE POLICY reader_of_tenant ON %I FOR SELECT TO lupa_audit_reader'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t.name);
  END LOOP;
END
$$;

GRANT SELECT, INSERT ON log, ingest, entry, event_seen, subject_entry, controller_entry, head, ingest_rejection TO lupa_audit_writer;
GRANT SELECT ON log, entry, subject_entry, head, ingest_rejection TO lupa_audit_reader;
