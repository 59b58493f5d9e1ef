-- What is kept of an erased person as proof (GDPR 17(3)(e)): sealed under a key of its own that nothing else uses, until its date.
CREATE TABLE sealed_proof (
  tenant     uuid NOT NULL,
  id         uuid NOT NULL,
  controller text NOT NULL,
  request    uuid NOT NULL,
  domain     uuid NOT NULL,
  wrapped    bytea NOT NULL,
  ciphertext bytea NOT NULL,
  sealed_at  timestamptz(3) NOT NULL,
  destroy_at timestamptz(3) NOT NULL CHECK (destroy_at > sealed_at),
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, request) REFERENCES rights_request (tenant, id)
);
CREATE INDEX sealed_proof_of_request ON sealed_proof (tenant, request);
CREATE INDEX sealed_proof_past_its_date ON sealed_proof (destroy_at);

-- Who opened it, for which case, and who let them. The row outlives the proof.
CREATE TABLE proof_opening (
  tenant      uuid NOT NULL,
  id          uuid NOT NULL,
  controller  text NOT NULL,
  request     uuid NOT NULL,
  case_id     text NOT NULL CHECK (length(case_id) BETWEEN 3 AND 64),
  asked_by    text NOT NULL,
  asked_at    timestamptz(3) NOT NULL,
  released_by text,
  released_at timestamptz(3),
  PRIMARY KEY (tenant, id),
  CHECK (released_by <> asked_by)
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['sealed_proof', 'proof_opening'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_tenant ON %I TO lupa_consent_app'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)'
      ' WITH CHECK (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO lupa_consent_app', t);
  END LOOP;
END
$$;
GRANT UPDATE (released_by, released_at) ON proof_opening TO lupa_consent_app;
CREATE POLICY past_its_date ON sealed_proof TO lupa_consent_retention USING (destroy_at < now());
GRANT SELECT, DELETE ON sealed_proof TO lupa_consent_retention;
