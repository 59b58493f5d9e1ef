-- What the preference-service has read from Kafka. Everything here can be rebuilt from the topics; nothing here decides
-- while a request waits. Each table with tenant data has a tenant column that begins every key, and row-level security.

-- The newest state of each subject, without identifiers.
CREATE TABLE state_current (
  tenant      uuid NOT NULL,
  subject     text NOT NULL,
  domain      uuid NOT NULL,
  status      text NOT NULL CHECK (status IN ('LIVE', 'MERGED', 'ERASED')),
  epoch       integer NOT NULL,
  revision    integer NOT NULL,
  xid         bigint NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  state       jsonb NOT NULL,
  -- A record with this subject's key could not be read after this revision: there may be a "no" in it, so nobody is told "yes".
  unreadable  boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant, subject)
);

-- Every revision that was heard, by subject id: what would we have answered, knowing what we knew then.
CREATE TABLE state_history (
  tenant      uuid NOT NULL,
  subject     text NOT NULL,
  epoch       integer NOT NULL,
  revision    integer NOT NULL,
  xid         bigint NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  state       jsonb NOT NULL,
  PRIMARY KEY (tenant, subject, epoch, revision)
);

-- The only place with identifier keys, so that erasure and merge delete rows here and leave history alone.
CREATE TABLE identifier_map (
  tenant      uuid NOT NULL,
  subject     text NOT NULL,
  ref         integer NOT NULL,
  key_version integer NOT NULL,
  key         bytea NOT NULL CHECK (length(key) = 32),
  type        text NOT NULL,
  since_epoch integer NOT NULL,
  since_xid   bigint NOT NULL,
  PRIMARY KEY (tenant, subject, ref, key_version)
);
CREATE INDEX identifier_map_by_key ON identifier_map (tenant, key_version, key);

CREATE TABLE catalogue_entry (
  tenant      uuid NOT NULL,
  kind        text NOT NULL,
  id          text NOT NULL,
  ordinal     integer NOT NULL,
  version     text NOT NULL,
  epoch       integer NOT NULL,
  xid         bigint NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  body        jsonb NOT NULL,
  PRIMARY KEY (tenant, kind, id, ordinal)
);

-- How far the projector has come, in the transaction that wrote what it read. Another topic id: read from the start.
CREATE TABLE consumer_offset (
  topic       text NOT NULL,
  partition   integer NOT NULL,
  topic_id    text NOT NULL,
  next_offset bigint NOT NULL,
  PRIMARY KEY (topic, partition)
);

-- The newest watermark among what was read of each partition.
CREATE TABLE watermark (
  topic       text NOT NULL,
  partition   integer NOT NULL,
  epoch       integer NOT NULL,
  xid         bigint NOT NULL,
  complete_to timestamptz(3) NOT NULL,
  PRIMARY KEY (topic, partition)
);

-- Records that could not be read: where they were and why, never what they said.
CREATE TABLE ingest_rejection (
  tenant        uuid NOT NULL,
  id            uuid NOT NULL,
  topic         text NOT NULL,
  topic_id      text NOT NULL,
  partition     integer NOT NULL,
  record_offset bigint NOT NULL,
  reason        text NOT NULL,
  size          integer NOT NULL,
  sha256        bytea NOT NULL,
  recorded_at   timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, topic, topic_id, partition, record_offset)
);

-- The same for records whose key names no tenant. Nobody's data, so without a tenant column.
CREATE TABLE unattributed_rejection (
  id            uuid PRIMARY KEY,
  topic         text NOT NULL,
  topic_id      text NOT NULL,
  partition     integer NOT NULL,
  record_offset bigint NOT NULL,
  reason        text NOT NULL,
  size          integer NOT NULL,
  sha256        bytea NOT NULL,
  recorded_at   timestamptz(3) NOT NULL,
  UNIQUE (topic, topic_id, partition, record_offset)
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['state_current', 'state_history', 'identifier_map', 'catalogue_entry', 'ingest_rejection'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_tenant ON %I FOR SELECT TO lupa_preference_reader'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
    EXECUTE format('CREATE POLICY writer_projects ON %I TO lupa_preference_writer USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT ON %I TO lupa_preference_reader', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO lupa_preference_writer', t);
  END LOOP;
END
$$;
GRANT UPDATE (domain, status, epoch, revision, xid, recorded_at, state, unreadable) ON state_current TO lupa_preference_writer;
GRANT UPDATE (version, epoch, xid, recorded_at, body) ON catalogue_entry TO lupa_preference_writer;
GRANT DELETE ON identifier_map TO lupa_preference_writer;
GRANT SELECT, INSERT, UPDATE ON consumer_offset, watermark TO lupa_preference_writer;
GRANT SELECT, INSERT ON unattributed_rejection TO lupa_preference_writer;
GRANT SELECT (id, topic, reason, recorded_at) ON unattributed_rejection TO lupa_preference_reader;
