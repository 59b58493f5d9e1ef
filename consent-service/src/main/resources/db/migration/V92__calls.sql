-- Calls that a machine handles. Who is spoken to is sealed under the subject's key and goes with it.

CREATE TABLE call_session (
  tenant          uuid NOT NULL,
  id              uuid NOT NULL,
  controller      text NOT NULL,
  subject         text NOT NULL,
  sealed          bytea NOT NULL,
  client          text NOT NULL,
  notice          text NOT NULL,
  notice_version  text NOT NULL,
  notice_language text NOT NULL,
  listeners       uuid[] NOT NULL,       -- disclosures to who records and trains
  started_at      timestamptz(3) NOT NULL,
  ai_disclosed_at timestamptz(3) NOT NULL,
  recorded_at     timestamptz(3) NOT NULL,
  stopped_at      timestamptz(3),
  ended_at        timestamptz(3),
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id)
);
CREATE INDEX call_session_of_subject ON call_session (tenant, subject);

ALTER TABLE call_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE call_session FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON call_session TO lupa_consent_app
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid)
  WITH CHECK (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON call_session TO lupa_consent_app;
GRANT UPDATE (stopped_at, ended_at) ON call_session TO lupa_consent_app;
