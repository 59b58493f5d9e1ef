-- Jobs that work for each tenant by itself ask first, in one statement, for which tenants there is anything to do. The role that sees all tenants'
-- catalogues sees for this whose rows these are and whether and when they are due; never what is in them.
DO $$
DECLARE
  seen record;
BEGIN
  FOR seen IN SELECT * FROM (VALUES
      ('catalogue_stamp', 'tenant'),
      ('job', 'tenant, status'),
      ('deadline', 'tenant, due_at'),
      ('outgoing_mail', 'tenant, status, not_before'),
      ('succession', 'tenant'),
      ('notice_change', 'tenant, stage'),
      ('departure', 'tenant, destroys_at')) AS t (name, columns) LOOP
    EXECUTE format('CREATE POLICY finds_work ON %I FOR SELECT TO lupa_consent_relay USING (true)', seen.name);
    EXECUTE format('GRANT SELECT (%s) ON %I TO lupa_consent_relay', seen.columns, seen.name);
  END LOOP;
END
$$;
CREATE INDEX job_running ON job (tenant) WHERE status = 'RUNNING';
