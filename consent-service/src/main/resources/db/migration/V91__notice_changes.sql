-- People are told that a notice has changed: the orders, and one row for each person, by which nobody is told twice. No address is in them.

CREATE TABLE notice_change (
  tenant         uuid NOT NULL,
  id             uuid NOT NULL,
  notice         text NOT NULL,
  version        text NOT NULL,
  controllers    text[] NOT NULL,
  dry_run        boolean NOT NULL,
  client         text NOT NULL,
  recorded_at    timestamptz(3) NOT NULL,
  effective_from timestamptz(3) NOT NULL,
  stage          text NOT NULL CHECK (stage IN ('WAITING', 'LISTING', 'TELLING', 'DONE', 'CANCELLED')),
  listed_to      text NOT NULL,          -- the subject that the present pass has come to
  found          integer NOT NULL,       -- people that the present pass has found
  PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX notice_change_once ON notice_change (tenant, notice, version) WHERE NOT dry_run;

CREATE TABLE notice_change_person (
  tenant     uuid NOT NULL,
  change     uuid NOT NULL,
  subject    text NOT NULL,
  status     text NOT NULL,
  attempts   integer NOT NULL,
  not_before timestamptz(3) NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant, change, subject),
  FOREIGN KEY (tenant, change) REFERENCES notice_change (tenant, id),
  FOREIGN KEY (tenant, subject) REFERENCES subject (tenant, id)
);
CREATE INDEX notice_change_person_open ON notice_change_person (tenant, change, subject) WHERE status IN ('WAITING', 'SENDING');

-- Who has become part of whom is asked for each person.
CREATE INDEX subject_merged_into ON subject (tenant, merged_into) WHERE merged_into IS NOT NULL;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['notice_change', 'notice_change_person'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_tenant ON %I TO lupa_consent_app'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)'
      ' WITH CHECK (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO lupa_consent_app', t);
  END LOOP;
END
$$;
GRANT UPDATE (stage, listed_to, found) ON notice_change TO lupa_consent_app;
GRANT UPDATE (status, attempts, not_before, changed_at) ON notice_change_person TO lupa_consent_app;
