-- Requests under GDPR 15 to 21. What the person wrote is sealed under the subjects' own keys as a personal field of the fact.
CREATE TABLE rights_request (
  tenant       uuid NOT NULL,
  id           uuid NOT NULL,
  controller   text NOT NULL,
  subjects     text[] NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('ERASURE', 'RESTRICTION', 'ACCESS', 'RECTIFICATION', 'PORTABILITY', 'OBJECTION_REVIEW')),
  identity     text NOT NULL CHECK (identity IN ('NOT_NEEDED', 'PENDING', 'VERIFIED')),
  client       text NOT NULL,
  received_at  timestamptz(3) NOT NULL,
  due_at       timestamptz(3) NOT NULL,
  recorded_at  timestamptz(3) NOT NULL,
  outcome      text CHECK (outcome IN ('GRANTED', 'REFUSED')),
  completed_at timestamptz(3),
  PRIMARY KEY (tenant, id)
);
ALTER TABLE rights_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE rights_request FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON rights_request TO lupa_consent_app
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid)
  WITH CHECK (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
GRANT SELECT, INSERT ON rights_request TO lupa_consent_app;
GRANT UPDATE (subjects, identity, outcome, completed_at) ON rights_request TO lupa_consent_app;

-- Erasure destroys what is personal; merge and split move identifiers with their values. Journal and consent records stay as they are.
GRANT DELETE ON subject_key, vault_identifier, vault_disclosure, identifier, outgoing_mail, idempotency TO lupa_consent_app;
GRANT UPDATE (subject, ref, since_epoch, since_xid) ON identifier TO lupa_consent_app;
