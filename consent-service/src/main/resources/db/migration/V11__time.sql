-- When the time of a record may have run out, so that the sweep need not read every state.
CREATE TABLE deadline (
  tenant     uuid NOT NULL,
  record_id  uuid NOT NULL,
  subject    text NOT NULL,
  due_at     timestamptz(3) NOT NULL,
  claimed_at timestamptz(3),
  PRIMARY KEY (tenant, record_id),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id)
);
CREATE INDEX deadline_due ON deadline (tenant, due_at);
ALTER TABLE deadline ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadline FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON deadline TO lupa_consent_app
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid)
  WITH CHECK (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON deadline TO lupa_consent_app;
GRANT UPDATE (due_at, claimed_at) ON deadline TO lupa_consent_app;

-- The evidence of what was never confirmed is deleted in time, and the application can delete no other.
GRANT DELETE ON vault_disclosure TO lupa_consent_app;
CREATE POLICY unconfirmed_only ON vault_disclosure AS RESTRICTIVE FOR DELETE TO lupa_consent_app
  USING (EXISTS (SELECT 1 FROM consent_record r WHERE r.tenant = vault_disclosure.tenant
    AND r.event_id = vault_disclosure.event_id AND r.state = 'PENDING_CONFIRMATION'));

-- A reminder waits for its time, and is dropped where nobody needs it any more.
ALTER TABLE outgoing_mail ADD COLUMN not_before timestamptz(3) NOT NULL DEFAULT '-infinity';
ALTER TABLE outgoing_mail DROP CONSTRAINT outgoing_mail_status_check;
ALTER TABLE outgoing_mail ADD CONSTRAINT outgoing_mail_status_check
  CHECK (status IN ('WAITING', 'SENDING', 'SENT', 'FAILED', 'DROPPED'));
