-- Which events' disclosures were destroyed, whoever did it: without a row here a fact without disclosures never had any.
CREATE TABLE disclosure_destroyed (
  tenant       uuid NOT NULL,
  event_id     uuid NOT NULL,
  destroyed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, event_id)
);

-- What went before this table was there: proof that was never confirmed, and everything of the erased. The owner sees rows for this alone.
ALTER TABLE journal NO FORCE ROW LEVEL SECURITY;
ALTER TABLE subject_key NO FORCE ROW LEVEL SECURITY;
ALTER TABLE vault_disclosure NO FORCE ROW LEVEL SECURITY;
INSERT INTO disclosure_destroyed (tenant, event_id, destroyed_at)
  SELECT j.tenant, j.event_id, clock_timestamp() FROM journal j
  WHERE j.subject IS NOT NULL AND j.kind <> 'subject.erased'
    AND NOT EXISTS (SELECT 1 FROM vault_disclosure d WHERE d.tenant = j.tenant AND d.event_id = j.event_id)
    AND (j.kind = 'consent.requested'
      OR NOT EXISTS (SELECT 1 FROM subject_key k WHERE k.tenant = j.tenant AND k.subject = j.subject));
ALTER TABLE journal FORCE ROW LEVEL SECURITY;
ALTER TABLE subject_key FORCE ROW LEVEL SECURITY;
ALTER TABLE vault_disclosure FORCE ROW LEVEL SECURITY;

ALTER TABLE disclosure_destroyed ENABLE ROW LEVEL SECURITY;
ALTER TABLE disclosure_destroyed FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON disclosure_destroyed TO lupa_consent_app, lupa_consent_retention
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid)
  WITH CHECK (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
GRANT SELECT, INSERT ON disclosure_destroyed TO lupa_consent_app, lupa_consent_retention;

-- In the transaction of every deletion, so that no way of deleting can forget it.
CREATE FUNCTION remember_destroyed_disclosures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO disclosure_destroyed (tenant, event_id, destroyed_at)
    SELECT tenant, event_id, clock_timestamp() FROM gone
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER remember_destroyed AFTER DELETE ON vault_disclosure
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION remember_destroyed_disclosures();
