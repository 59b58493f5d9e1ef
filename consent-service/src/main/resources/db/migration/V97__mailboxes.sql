-- How far the mailboxes that are read by themselves have been read; nothing of what is in them.

CREATE TABLE mailbox_cursor (
  tenant       uuid NOT NULL,
  mailbox      text NOT NULL,
  uid_validity bigint NOT NULL,
  uid          bigint NOT NULL,
  changed_at   timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, mailbox)
);

ALTER TABLE mailbox_cursor ENABLE ROW LEVEL SECURITY;
ALTER TABLE mailbox_cursor FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON mailbox_cursor TO lupa_consent_app
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid)
  WITH CHECK (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON mailbox_cursor TO lupa_consent_app;
