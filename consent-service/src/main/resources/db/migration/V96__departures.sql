-- Controllers that leave: when they close, when what is personal is destroyed, who ordered it, who released it and who took it back.

CREATE TABLE departure (
  tenant        uuid NOT NULL,
  id            uuid NOT NULL,
  controller    text NOT NULL,
  choice        text NOT NULL CHECK (choice IN ('DELETE', 'RETURN_AND_DELETE')),
  justification text NOT NULL CHECK (length(btrim(justification)) >= 20),
  client        text NOT NULL,
  ordered_by    text NOT NULL,
  notice_at     timestamptz(3) NOT NULL,
  ends_at       timestamptz(3) NOT NULL,
  closes_at     timestamptz(3) NOT NULL,
  destroys_at   timestamptz(3) NOT NULL,
  released_by   text,
  released_at   timestamptz(3),
  taken_back_by text,
  taken_back_at timestamptz(3),
  begun_at      timestamptz(3),
  destroyed_at  timestamptz(3),
  erased        bigint NOT NULL,
  PRIMARY KEY (tenant, id),
  CHECK (ends_at <= closes_at AND closes_at <= destroys_at),
  CHECK (released_by IS DISTINCT FROM ordered_by AND taken_back_by IS DISTINCT FROM ordered_by),
  CHECK (begun_at IS NULL OR (released_at IS NOT NULL AND taken_back_at IS NULL AND begun_at >= destroys_at))
);
CREATE UNIQUE INDEX departure_once ON departure (tenant, controller) WHERE taken_back_at IS NULL;

ALTER TABLE departure ENABLE ROW LEVEL SECURITY;
ALTER TABLE departure FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON departure TO lupa_consent_app
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid)
  WITH CHECK (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
GRANT SELECT, INSERT ON departure TO lupa_consent_app;
GRANT UPDATE (released_by, released_at, taken_back_by, taken_back_at, begun_at, destroyed_at, erased) ON departure TO lupa_consent_app;

-- Who of a register is still there.
CREATE INDEX subject_live_of_domain ON subject (tenant, domain, id) WHERE status = 'LIVE';
