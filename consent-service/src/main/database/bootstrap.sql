-- Superuser steps for the database `consent`, run once per cluster and harmless to repeat.
-- The password places are filled by whoever runs this file; passwords are never kept here.
DO $$
DECLARE
  login record;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lupa_consent_owner') THEN
    CREATE ROLE lupa_consent_owner NOLOGIN;
  END IF;
  FOR login IN
    SELECT * FROM (VALUES
      ('lupa_consent_migrator', '${lupa_consent_migrator.password}'),
      ('lupa_consent_app', '${lupa_consent_app.password}'),
      ('lupa_consent_relay', '${lupa_consent_relay.password}'),
      ('lupa_consent_retention', '${lupa_consent_retention.password}')) AS l (name, password)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login.name) THEN
      EXECUTE format('CREATE ROLE %I', login.name);
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD %L',
      login.name, login.password);
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), login.name);
    IF login.name <> 'lupa_consent_migrator' THEN
      EXECUTE format('ALTER ROLE %I SET statement_timeout = ''5s''', login.name);
      -- Below the statement's limit: otherwise a lock that is not granted could not be told apart (55P03) and tried again.
      EXECUTE format('ALTER ROLE %I SET lock_timeout = ''2s''', login.name);
      EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''5s''', login.name);
    END IF;
  END LOOP;
  EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$$;

GRANT lupa_consent_owner TO lupa_consent_migrator;
ALTER SCHEMA public OWNER TO lupa_consent_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO lupa_consent_migrator, lupa_consent_app, lupa_consent_relay, lupa_consent_retention;
