-- Suppression lists: identifier keys without subjects. Own lists and tombstones only grow; registers have two slots in turn.

CREATE TABLE suppression_list (
  tenant       uuid NOT NULL,
  list         text NOT NULL CHECK (list ~ '^(phone|postal):.+$'),
  controller   text NOT NULL,
  slot         text CHECK (slot IN ('a', 'b')),   -- in force; null: none yet
  used_a       boolean NOT NULL DEFAULT false,    -- whether blocks of the slot were ever published
  used_b       boolean NOT NULL DEFAULT false,
  row_count    bigint NOT NULL DEFAULT 0,
  as_of        date,
  upload       uuid,                              -- the job that fills the other slot
  changed_at   timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, list)
);

CREATE TABLE suppression_entry (
  tenant      uuid NOT NULL,
  list        text NOT NULL CHECK (list ~ '^(own|erased|phone|postal):.+$'),
  slot        text NOT NULL CHECK (slot IN ('-', 'a', 'b')),
  block       text NOT NULL CHECK (block ~ '^[0-9a-f]{3}$'),
  key_version integer NOT NULL,
  key         bytea NOT NULL CHECK (length(key) = 32),
  reason      text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, list, slot, key, key_version),
  CHECK ((slot = '-') = (list ~ '^(own|erased):'))
);
CREATE INDEX suppression_entry_by_block ON suppression_entry (tenant, list, slot, block);

-- The newest journal row of each block (or of a register's `current`): what has to be published again when a topic is lost.
CREATE TABLE suppression_block (
  tenant   uuid NOT NULL,
  list     text NOT NULL,
  slot     text NOT NULL,
  block    text NOT NULL,
  event_id uuid NOT NULL,
  PRIMARY KEY (tenant, list, slot, block)
);

-- Long work: list uploads, imports.
CREATE TABLE job (
  tenant     uuid NOT NULL,
  id         uuid NOT NULL,
  kind       text NOT NULL,
  controller text NOT NULL,
  client     text NOT NULL,
  status     text NOT NULL CHECK (status IN ('RUNNING', 'DONE', 'FAILED')),
  code       text,
  counts     jsonb NOT NULL,
  started_at timestamptz(3) NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, id)
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['suppression_list', 'suppression_entry', 'suppression_block', 'job'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO lupa_consent_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['suppression_list', 'suppression_block', 'job'] LOOP
    EXECUTE format('CREATE POLICY by_tenant ON %I TO lupa_consent_app'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)'
      ' WITH CHECK (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['suppression_entry', 'suppression_block'] LOOP
    EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO lupa_consent_relay USING (true)', t);
    EXECUTE format('GRANT SELECT ON %I TO lupa_consent_relay', t);
  END LOOP;
END
$$;

-- What is in a slot may be replaced; what only grows, no statement of the application takes away.
CREATE POLICY tenant_reads ON suppression_entry FOR SELECT TO lupa_consent_app
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
CREATE POLICY tenant_adds ON suppression_entry FOR INSERT TO lupa_consent_app
  WITH CHECK (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
CREATE POLICY tenant_clears_slots ON suppression_entry FOR DELETE TO lupa_consent_app
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid AND slot <> '-');
GRANT DELETE ON suppression_entry TO lupa_consent_app;
GRANT UPDATE ON suppression_list, suppression_block TO lupa_consent_app;
GRANT UPDATE (status, code, counts, changed_at) ON job TO lupa_consent_app;
