-- Disclosures go when a confirmation never came, and when the key that opens them is gone: erasure destroys the key first.
DROP POLICY unconfirmed_only ON vault_disclosure;
CREATE POLICY unconfirmed_or_unreadable ON vault_disclosure AS RESTRICTIVE FOR DELETE TO lupa_consent_app
  USING (EXISTS (SELECT 1 FROM consent_record r WHERE r.tenant = vault_disclosure.tenant
      AND r.event_id = vault_disclosure.event_id AND r.state = 'PENDING_CONFIRMATION')
    OR NOT EXISTS (SELECT 1 FROM subject_key k WHERE k.tenant = vault_disclosure.tenant
      AND k.subject = vault_disclosure.subject));
