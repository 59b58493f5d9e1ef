-- How long a controller keeps what, and why. Every change is a new row.
CREATE TABLE retention_policy (
  tenant        uuid NOT NULL,
  controller    text NOT NULL,
  kind          text NOT NULL CHECK (kind IN ('EVIDENCE', 'SEALED_PROOF')),
  ordinal       integer NOT NULL CHECK (ordinal >= 1),
  keep_for      text NOT NULL,
  justification text NOT NULL CHECK (length(btrim(justification)) >= 20),
  recorded_by   text NOT NULL,
  recorded_at   timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, controller, kind, ordinal)
);
ALTER TABLE retention_policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE retention_policy FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON retention_policy TO lupa_consent_app
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid)
  WITH CHECK (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
GRANT SELECT, INSERT ON retention_policy TO lupa_consent_app;

-- Since when nothing rests on a piece of evidence, and when it is destroyed; both null while it is in use.
ALTER TABLE vault_disclosure ADD COLUMN unused_since timestamptz(3);
ALTER TABLE vault_disclosure ADD COLUMN destroy_at timestamptz(3);
GRANT UPDATE (unused_since, destroy_at) ON vault_disclosure TO lupa_consent_app;
CREATE INDEX vault_disclosure_past_its_date ON vault_disclosure (tenant, destroy_at) WHERE destroy_at IS NOT NULL;

-- The retention role destroys evidence that has a date, and nothing else: no record, no state, no identifier, no entry of a list.
CREATE POLICY dated_only ON vault_disclosure AS RESTRICTIVE FOR DELETE TO lupa_consent_retention USING (destroy_at IS NOT NULL);
REVOKE DELETE ON consent_record, receipt, callback_request FROM lupa_consent_retention;

-- One call is one short transaction, in which alone the tenant is set.
CREATE FUNCTION destroy_evidence(whose uuid, past timestamptz, most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  gone integer;
BEGIN
  PERFORM set_config('lupa.tenant', whose::text, true);
  DELETE FROM vault_disclosure WHERE tenant = whose AND event_id IN (
    SELECT event_id FROM vault_disclosure WHERE tenant = whose AND destroy_at <= past LIMIT most);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION destroy_evidence(uuid, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION destroy_evidence(uuid, timestamptz, integer) TO lupa_consent_retention;
