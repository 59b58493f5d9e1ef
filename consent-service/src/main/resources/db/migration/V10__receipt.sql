-- Which facts a receipt covers. The receipt itself is written from them whenever it is asked for.
CREATE TABLE receipt (
  tenant      uuid NOT NULL,
  id          uuid NOT NULL,
  subject     text NOT NULL,
  controller  text NOT NULL,
  language    text,
  events      uuid[] NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id)
);
CREATE INDEX receipt_by_subject ON receipt (tenant, subject);
ALTER TABLE receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON receipt TO lupa_consent_app, lupa_consent_retention
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid)
  WITH CHECK (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
GRANT SELECT, INSERT ON receipt TO lupa_consent_app;
GRANT SELECT, DELETE ON receipt TO lupa_consent_retention;
