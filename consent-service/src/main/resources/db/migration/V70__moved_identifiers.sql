-- Where an identifier went in a merge or a split: what was recorded about it before (a deadline, a confirmation link, proof) is found again.
-- A reference is never used twice by a subject, so the way from it is one.
CREATE TABLE identifier_move (
  tenant      uuid NOT NULL,
  subject     text NOT NULL,
  ref         integer NOT NULL,
  to_subject  text NOT NULL,
  to_ref      integer NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, subject, ref),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id),
  FOREIGN KEY (tenant, to_subject) REFERENCES subject (tenant, id)
);
CREATE INDEX identifier_move_back ON identifier_move (tenant, to_subject, to_ref);
ALTER TABLE identifier_move ENABLE ROW LEVEL SECURITY;
ALTER TABLE identifier_move FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON identifier_move TO lupa_consent_app
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid)
  WITH CHECK (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON identifier_move TO lupa_consent_app;

-- What confirms a record may have been recorded under another subject than the record.
CREATE INDEX consent_record_superseding ON consent_record (tenant, supersedes) WHERE supersedes IS NOT NULL;

-- Proof of what two people were taken for one: sealed under the keys of all of them, one over the other, so that the erasure of any one ends it.
ALTER TABLE vault_disclosure ADD COLUMN shared_with text[] NOT NULL DEFAULT '{}';
CREATE INDEX vault_disclosure_by_sharer ON vault_disclosure USING gin (shared_with) WHERE shared_with <> '{}';
GRANT UPDATE (subject, shared_with, ciphertext) ON vault_disclosure TO lupa_consent_app;

DROP POLICY unconfirmed_or_unreadable ON vault_disclosure;
CREATE POLICY unconfirmed_or_unreadable ON vault_disclosure AS RESTRICTIVE FOR DELETE TO lupa_consent_app
  USING (EXISTS (SELECT 1 FROM consent_record r WHERE r.tenant = vault_disclosure.tenant
      AND r.event_id = vault_disclosure.event_id AND r.state = 'PENDING_CONFIRMATION')
    OR EXISTS (SELECT 1 FROM unnest(array_prepend(vault_disclosure.subject, vault_disclosure.shared_with)) AS whose
      WHERE NOT EXISTS (SELECT 1 FROM subject_key k WHERE k.tenant = vault_disclosure.tenant AND k.subject = whose)));

-- Whose keys had sealed what was destroyed; null: those of the fact's subject.
ALTER TABLE disclosure_destroyed ADD COLUMN subjects text[];
CREATE OR REPLACE FUNCTION remember_destroyed_disclosures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO disclosure_destroyed (tenant, event_id, destroyed_at, subjects)
    SELECT tenant, event_id, clock_timestamp(), array_prepend(subject, shared_with) FROM gone
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

-- A mail goes with the address that it asks.
GRANT UPDATE (subject, ref, sealed) ON outgoing_mail TO lupa_consent_app;
