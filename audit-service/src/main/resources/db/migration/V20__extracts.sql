-- Extracts for authorities, and what this service itself has to log. Nothing here is ever updated or deleted: what becomes of an
-- extract are further rows. No personal data: the bundle with it is made while it is fetched, and never kept.

-- What the service has to log itself, committed together with what it tells of; the sequencer logs it like all else.
CREATE TABLE own_event (
  tenant      uuid NOT NULL,
  id          uuid NOT NULL,
  kind        text NOT NULL,
  at          timestamptz(3) NOT NULL,
  controller  text,
  subject     text,
  purpose     text,
  concerns    text[] NOT NULL,
  details     text NOT NULL CHECK (octet_length(details) <= 8192),
  digests     text[] NOT NULL CHECK (cardinality(digests) > 0),
  PRIMARY KEY (tenant, id)
);

-- What was asked for. Officers are the issuer's opaque account ids.
CREATE TABLE extract (
  tenant       uuid NOT NULL,
  id           uuid NOT NULL,
  requested_at timestamptz(3) NOT NULL,
  requested_by text NOT NULL,
  salt         text NOT NULL,
  controllers  text[] NOT NULL,          -- whoever sees the extract acts for all of these
  subject      text,
  controller   text,
  purpose      text,
  period_from  timestamptz(3),
  period_until timestamptz(3),
  reference    text NOT NULL CHECK (length(reference) <= 100),
  legal_basis  text NOT NULL CHECK (length(legal_basis) <= 200),
  authority    text CHECK (length(authority) <= 100),
  language     text NOT NULL CHECK (language IN ('fi', 'sv', 'en')),
  PRIMARY KEY (tenant, id)
);

-- The second person. One release an extract, and its entry in the log in the same transaction.
CREATE TABLE extract_release (
  tenant      uuid NOT NULL,
  extract     uuid NOT NULL,
  released_at timestamptz(3) NOT NULL,
  released_by text NOT NULL,
  salt        text NOT NULL,
  event       uuid NOT NULL,             -- of the entry `extract.issued`
  PRIMARY KEY (tenant, extract),
  FOREIGN KEY (tenant, extract) REFERENCES extract (tenant, id),
  FOREIGN KEY (tenant, event) REFERENCES own_event (tenant, id)
);

-- The checkpoints that the bundle ends at, fixed once: one row a log that it draws from.
CREATE TABLE extract_log (
  tenant   uuid NOT NULL,
  extract  uuid NOT NULL,
  year     integer NOT NULL,
  size     bigint NOT NULL,
  previous bigint,                       -- size in the authority's extract before this one
  PRIMARY KEY (tenant, extract, year),
  FOREIGN KEY (tenant, extract) REFERENCES extract_release (tenant, extract),
  FOREIGN KEY (tenant, year, size) REFERENCES checkpoint (tenant, year, size)
);

-- How far the entries have been gone over; where the job goes on after a restart.
CREATE TABLE extract_progress (
  tenant    uuid NOT NULL,
  extract   uuid NOT NULL,
  step      integer NOT NULL CHECK (step >= 1),
  rail      integer NOT NULL,            -- which of the extract's rails, and
  position  bigint NOT NULL,             -- the next position on it to look at
  done      bigint NOT NULL,             -- positions looked at, of
  total     bigint NOT NULL,
  entries   bigint NOT NULL,             -- of these in the bundle
  withheld  bigint NOT NULL,             -- of these named only by their place
  at        timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, extract, step),
  FOREIGN KEY (tenant, extract) REFERENCES extract_release (tenant, extract)
);

CREATE TABLE extract_outcome (
  tenant   uuid NOT NULL,
  extract  uuid NOT NULL,
  at       timestamptz(3) NOT NULL,
  entries  bigint NOT NULL,
  withheld bigint NOT NULL,
  failure  text,                         -- null: ready
  PRIMARY KEY (tenant, extract),
  FOREIGN KEY (tenant, extract) REFERENCES extract_release (tenant, extract)
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['own_event', 'extract', 'extract_release', 'extract_log', 'extract_progress', 'extract_outcome'] LOOP
    EXECUTE format('CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only_rows, ENABLE ALWAYS TRIGGER append_only_table', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY writer_reads ON %I FOR SELECT TO lupa_audit_writer USING (true)', t);
    EXECUTE format('CREATE POLICY writer_appends ON %I FOR INSERT TO lupa_audit_writer WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY reader_of_tenant ON %I FOR SELECT TO lupa_audit_reader'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO lupa_audit_writer', t);
  END LOOP;
END
$$;

GRANT SELECT ON extract, extract_release, extract_log, extract_progress, extract_outcome, controller_entry TO lupa_audit_reader;
