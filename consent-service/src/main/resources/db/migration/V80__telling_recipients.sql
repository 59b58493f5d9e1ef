-- Who received what about whom (GDPR 19), and what they have to be told. Neither holds an address or a hash of one.

CREATE TABLE ledger_entry (
  tenant         uuid NOT NULL,
  id             uuid NOT NULL,
  controller     text NOT NULL,
  recipient_kind text NOT NULL CHECK (recipient_kind IN ('PARTNER', 'CONTROLLER', 'PROCESSOR')),
  recipient      text NOT NULL,
  purpose        text,
  data           text[] NOT NULL,
  reference      text,                   -- what the recipient calls it; forgotten when it has acknowledged an erasure
  client         text NOT NULL,
  at             timestamptz(3) NOT NULL,
  recorded_at    timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, id)
);

-- Whom it is about, by random ids. Stays after an erasure, which is when it is needed most.
CREATE TABLE ledger_subject (
  tenant  uuid NOT NULL,
  subject text NOT NULL,
  entry   uuid NOT NULL,
  PRIMARY KEY (tenant, subject, entry),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id),
  FOREIGN KEY (tenant, entry) REFERENCES ledger_entry (tenant, id)
);

CREATE TABLE recipient_notice (
  tenant          uuid NOT NULL,
  id              uuid NOT NULL,
  cause           uuid NOT NULL,         -- the fact it follows from, or the disclosure that was recorded late
  about           text NOT NULL,
  controller      text NOT NULL,
  recipient_kind  text NOT NULL CHECK (recipient_kind IN ('PARTNER', 'CONTROLLER', 'PROCESSOR')),
  recipient       text NOT NULL,
  purpose         text,
  disclosures     uuid[] NOT NULL,
  subject         text,
  recorded_at     timestamptz(3) NOT NULL,
  due_at          timestamptz(3) NOT NULL,
  acknowledged_at timestamptz(3),
  acknowledged_by text,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, cause, about, controller, recipient_kind, recipient)
);
CREATE INDEX recipient_notice_open ON recipient_notice (tenant, recipient_kind, recipient, id) WHERE acknowledged_at IS NULL;
CREATE INDEX recipient_notice_due ON recipient_notice (tenant, controller, due_at) WHERE acknowledged_at IS NULL;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['ledger_entry', 'ledger_subject', 'recipient_notice'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_tenant ON %I TO lupa_consent_app'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)'
      ' WITH CHECK (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO lupa_consent_app', t);
  END LOOP;
END
$$;
GRANT UPDATE (reference) ON ledger_entry TO lupa_consent_app;
GRANT UPDATE (acknowledged_at, acknowledged_by) ON recipient_notice TO lupa_consent_app;
