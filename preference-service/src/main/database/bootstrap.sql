-- Superuser steps for the database `preference`, run once per cluster and harmless to repeat.
-- The password places are filled by whoever runs this file; passwords are never kept here.
DO $$
DECLARE
  login record;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lupa_preference_owner') THEN
    CREATE ROLE lupa_preference_owner NOLOGIN;
  END IF;
  FOR login IN
    SELECT * FROM (VALUES
      ('lupa_preference_migrator', '${lupa_preference_migrator.password}'),
      ('lupa_preference_writer', '${lupa_preference_writer.password}'),
      ('lupa_preference_reader', '${lupa_preference_reader.password}')) AS l (name, password)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login.name) THEN
      EXECUTE format('CREATE ROLE %I', login.name);
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD %L',
      login.name, login.password);
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), login.name);
    IF login.name <> 'lupa_preference_migrator' THEN
      EXECUTE format('ALTER ROLE %I SET statement_timeout = ''5s''', login.name);
      EXECUTE format('ALTER ROLE %I SET lock_timeout = ''5s''', login.name);
      EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''5s''', login.name);
    END IF;
  END LOOP;
  EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$$;

GRANT lupa_preference_owner TO lupa_preference_migrator;
ALTER SCHEMA public OWNER TO lupa_preference_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO lupa_preference_migrator, lupa_preference_writer, lupa_preference_reader;
