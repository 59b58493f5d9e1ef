-- The consent-service's tables. Each table with tenant data has a tenant column that begins every key,
-- and row-level security that even the owner obeys (docs/adr: row-level security from the first table).

-- Each restore, reload or other break of history opens a new epoch; xids compare only within one.
CREATE TABLE epoch (
  number            integer PRIMARY KEY CHECK (number >= 1),
  opened_at         timestamptz(3) NOT NULL,
  reason            text NOT NULL,
  system_identifier text NOT NULL
);

CREATE TABLE identity_domain (
  tenant      uuid NOT NULL,
  id          uuid NOT NULL,
  created_at  timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, id)
);

-- Controllers, purposes, notices, mandates, groups, arrangements, partners: every change is a new version.
CREATE TABLE catalogue_entry (
  tenant      uuid NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('controller', 'purpose', 'notice', 'mandate', 'group', 'arrangement', 'partner')),
  id          text NOT NULL,
  ordinal     integer NOT NULL CHECK (ordinal >= 1),
  version     text NOT NULL,
  body        jsonb NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (tenant, kind, id, ordinal),
  UNIQUE (tenant, kind, id, version)
);

CREATE TABLE subject (
  tenant      uuid NOT NULL,
  id          text NOT NULL CHECK (id ~ '^sub_[0-9A-HJKMNP-TV-Z]{26}$'),
  domain      uuid NOT NULL,
  status      text NOT NULL CHECK (status IN ('LIVE', 'MERGED', 'ERASED')),
  merged_into text,
  revision    integer NOT NULL CHECK (revision >= 0),
  next_ref    integer NOT NULL CHECK (next_ref >= 1),
  state       jsonb NOT NULL,            -- the fold of all facts, without identifier keys
  epoch       integer NOT NULL,
  xid         xid8 NOT NULL,             -- of the transaction that wrote this revision
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, domain) REFERENCES identity_domain (tenant, id)
);

-- The subject's data key, wrapped by the key of its identity domain. Erasure deletes the row.
CREATE TABLE subject_key (
  tenant  uuid NOT NULL,
  subject text NOT NULL,
  wrapped bytea NOT NULL,
  PRIMARY KEY (tenant, subject),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id)
);

-- Look-up by keyed hash. The key is per identity domain and type, so it is unique within the tenant.
CREATE TABLE identifier (
  tenant      uuid NOT NULL,
  key_version integer NOT NULL,
  key         bytea NOT NULL CHECK (length(key) = 32),
  domain      uuid NOT NULL,
  type        text NOT NULL,
  subject     text NOT NULL,
  ref         integer NOT NULL,
  since_epoch integer NOT NULL,
  since_xid   xid8 NOT NULL,
  attached_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, key_version, key),
  UNIQUE (tenant, subject, ref, key_version),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id)
);

-- The value itself, under the subject's data key.
CREATE TABLE vault_identifier (
  tenant     uuid NOT NULL,
  subject    text NOT NULL,
  ref        integer NOT NULL,
  ciphertext bytea NOT NULL,
  PRIMARY KEY (tenant, subject, ref),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id)
);

-- Disclosures (salt, name, value) of one event's personal fields, under the subject's data key.
CREATE TABLE vault_disclosure (
  tenant     uuid NOT NULL,
  event_id   uuid NOT NULL,
  subject    text NOT NULL,
  ciphertext bytea NOT NULL,
  PRIMARY KEY (tenant, event_id),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id)
);
CREATE INDEX vault_disclosure_by_subject ON vault_disclosure (tenant, subject);

-- One choice with its public evidence (ISO/IEC TS 27560). Never updated, only superseded.
CREATE TABLE consent_record (
  tenant      uuid NOT NULL,
  id          uuid NOT NULL,
  subject     text NOT NULL,
  event_id    uuid NOT NULL,
  controller  text NOT NULL,
  purpose     text NOT NULL,
  channel     text,
  ref         integer,
  state       text NOT NULL,
  body        jsonb NOT NULL,            -- the fact's `consent` and `capture` members
  supersedes  uuid,
  at          timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, event_id),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id)
);
CREATE INDEX consent_record_by_subject ON consent_record (tenant, subject, recorded_at);

-- Facts in the order they were committed: (epoch, xid, position). Append-only.
CREATE TABLE journal (
  tenant             uuid NOT NULL,
  epoch              integer NOT NULL,
  xid                xid8 NOT NULL DEFAULT pg_current_xact_id(),
  position           bigint GENERATED ALWAYS AS IDENTITY,
  event_id           uuid NOT NULL,
  kind               text NOT NULL,
  subject            text,
  revision           integer,
  payload            jsonb NOT NULL,
  state              jsonb,
  sealed_identifiers bytea,
  recorded_at        timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, epoch, xid, position),
  UNIQUE (tenant, event_id),
  UNIQUE (tenant, subject, epoch, revision)
);
CREATE INDEX journal_in_commit_order ON journal (epoch, xid, position);

-- Answers of committed requests, for 24 hours (draft-ietf-httpapi-idempotency-key-header).
CREATE TABLE idempotency (
  tenant       uuid NOT NULL,
  client       text NOT NULL,
  key          text NOT NULL,
  fingerprint  bytea NOT NULL,
  status       integer NOT NULL,
  content_type text NOT NULL,
  location     text,
  body         bytea NOT NULL,
  subject      text,
  recorded_at  timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, client, key)
);
CREATE INDEX idempotency_by_subject ON idempotency (tenant, subject);

-- Which acts of a person were already used, so that a re-posted act lifts nothing. Kept 25 months.
CREATE TABLE act_memory (
  tenant      uuid NOT NULL,
  controller  text NOT NULL,
  client      text NOT NULL,
  act         bytea NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, controller, client, act)
);

-- Confirmation mails to send, at most once each. The address and link are sealed under the subject's data key.
CREATE TABLE outgoing_mail (
  tenant      uuid NOT NULL,
  id          uuid NOT NULL,
  subject     text NOT NULL,
  sealed      bytea NOT NULL,
  status      text NOT NULL CHECK (status IN ('WAITING', 'SENDING', 'SENT', 'FAILED')),
  recorded_at timestamptz(3) NOT NULL,
  changed_at  timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id)
);

-- How far the relay has come, per topic and partition.
CREATE TABLE relay_progress (
  topic       text NOT NULL,
  partition   integer NOT NULL,
  topic_id    text NOT NULL,
  acked       bigint NOT NULL,
  PRIMARY KEY (topic, partition)
);
CREATE TABLE relay_position (
  one         boolean PRIMARY KEY DEFAULT true CHECK (one),
  epoch       integer NOT NULL,
  xid         xid8 NOT NULL,
  position    bigint NOT NULL,
  complete_to timestamptz,
  changed_at  timestamptz NOT NULL,
  compared_run timestamptz               -- pg_postmaster_start_time() when database and topics were last found to agree
);

-- While the row is there no journal row can be written, by any process: Kafka is ahead of this database.
CREATE TABLE write_hold (
  one    boolean PRIMARY KEY DEFAULT true CHECK (one),
  reason text NOT NULL,
  since  timestamptz NOT NULL
);

-- The relay's sentinel: a row that row-level security would hide if the relay's policy were missing.
INSERT INTO epoch (number, opened_at, reason, system_identifier)
  SELECT 1, clock_timestamp(), 'INSTALLED', system_identifier::text FROM pg_control_system();
INSERT INTO journal (tenant, epoch, event_id, kind, payload, recorded_at)
  VALUES ('00000000-0000-0000-0000-000000000000', 1, '00000000-0000-7000-8000-000000000000', 'journal.opened', '{}', clock_timestamp());

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['identity_domain', 'catalogue_entry', 'subject', 'subject_key', 'identifier', 'vault_identifier',
      'vault_disclosure', 'consent_record', 'journal', 'idempotency', 'act_memory', 'outgoing_mail'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_tenant ON %I TO lupa_consent_app, lupa_consent_retention'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)'
      ' WITH CHECK (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO lupa_consent_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['journal', 'subject_key', 'catalogue_entry'] LOOP
    EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO lupa_consent_relay USING (true)', t);
    EXECUTE format('GRANT SELECT ON %I TO lupa_consent_relay', t);
  END LOOP;
END
$$;
GRANT UPDATE (status, merged_into, revision, next_ref, state, epoch, xid, recorded_at) ON subject TO lupa_consent_app;
GRANT UPDATE (status, changed_at) ON outgoing_mail TO lupa_consent_app;
GRANT SELECT ON epoch TO lupa_consent_app, lupa_consent_relay, lupa_consent_retention;
GRANT INSERT ON epoch TO lupa_consent_relay;
GRANT SELECT, INSERT, UPDATE, DELETE ON relay_progress, relay_position, write_hold TO lupa_consent_relay;
GRANT SELECT ON write_hold TO lupa_consent_app;
GRANT SELECT, DELETE ON idempotency, act_memory, consent_record, vault_disclosure, outgoing_mail TO lupa_consent_retention;

-- Stored answers end after a day, whatever the tenant: the retention role sees nothing younger.
CREATE POLICY past_its_day ON idempotency TO lupa_consent_retention USING (recorded_at < now() - interval '24 hours');
CREATE INDEX idempotency_past_its_day ON idempotency (recorded_at);
