-- A mail that the mail server was not there for is tried again; one that is done keeps no content, and after a while not even its row.
ALTER TABLE outgoing_mail ADD COLUMN attempts integer NOT NULL DEFAULT 0;
GRANT UPDATE (attempts, not_before) ON outgoing_mail TO lupa_consent_app;
CREATE INDEX outgoing_mail_open ON outgoing_mail (tenant, status, not_before) WHERE status IN ('WAITING', 'SENDING', 'FAILED');

-- The owner sees rows for this alone.
ALTER TABLE outgoing_mail NO FORCE ROW LEVEL SECURITY;
UPDATE outgoing_mail SET sealed = '' WHERE status IN ('SENT', 'DROPPED', 'FAILED');
ALTER TABLE outgoing_mail FORCE ROW LEVEL SECURITY;

-- What ends by age alone, whatever the tenant: the retention role sees nothing younger.
CREATE POLICY past_its_age ON act_memory TO lupa_consent_retention USING (recorded_at < now() - interval '25 months');
CREATE POLICY past_its_age ON contact_count TO lupa_consent_retention USING (day < current_date - 31);
CREATE POLICY past_its_age ON outgoing_mail TO lupa_consent_retention
  USING (recorded_at < now() - interval '13 months' AND status <> 'WAITING');
CREATE INDEX act_memory_past_its_age ON act_memory (recorded_at);
CREATE INDEX contact_count_past_its_age ON contact_count (day);
CREATE INDEX outgoing_mail_past_its_age ON outgoing_mail (recorded_at);
