-- Superuser steps for the database `audit`, run once per cluster and harmless to repeat.
-- The password places are filled by whoever runs this file; passwords are never kept here.
DO $$
DECLARE
  login record;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lupa_audit_owner') THEN
    CREATE ROLE lupa_audit_owner NOLOGIN;
  END IF;
  FOR login IN
    SELECT * FROM (VALUES
      ('lupa_audit_migrator', '${lupa_audit_migrator.password}'),
      ('lupa_audit_writer', '${lupa_audit_writer.password}'),
      ('lupa_audit_reader', '${lupa_audit_reader.password}')) AS l (name, password)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login.name) THEN
      EXECUTE format('CREATE ROLE %I', login.name);
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD %L',
      login.name, login.password);
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), login.name);
    IF login.name <> 'lupa_audit_migrator' THEN
      EXECUTE format('ALTER ROLE %I SET statement_timeout = ''5s''', login.name);
      EXECUTE format('ALTER ROLE %I SET lock_timeout = ''5s''', login.name);
      EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''5s''', login.name);
    END IF;
  END LOOP;
  EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$$;

GRANT lupa_audit_owner TO lupa_audit_migrator;
ALTER SCHEMA public OWNER TO lupa_audit_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO lupa_audit_migrator, lupa_audit_writer, lupa_audit_reader;

-- Event triggers: the owner cannot drop the log's tables or columns, nor switch off the triggers that keep rows as they are.
-- A superuser can still remove these first; then only the Merkle tree and its witnesses tell.
CREATE SCHEMA IF NOT EXISTS lupa_protection;

CREATE OR REPLACE FUNCTION lupa_protection.refuse_drop() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_event_trigger_dropped_objects() AS o
    WHERE (o.object_type IN ('table', 'table column') AND o.schema_name = 'public')
       OR (o.object_type = 'trigger' AND o.object_identity LIKE '% on public.%'))
  THEN
    RAISE EXCEPTION 'the audit log is append-only: % refused', tg_tag USING ERRCODE = 'restrict_violation';
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION lupa_protection.refuse_disabled_trigger() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_event_trigger_ddl_commands() AS c
    JOIN pg_trigger AS t ON t.tgrelid = c.objid
    WHERE c.schema_name = 'public' AND t.tgname LIKE 'append\_only%' AND t.tgenabled <> 'A')
  THEN
    RAISE EXCEPTION 'the audit log is append-only: its triggers stay enabled always' USING ERRCODE = 'restrict_violation';
  END IF;
END
$$;

DROP EVENT TRIGGER IF EXISTS lupa_audit_refuse_drop;
CREATE EVENT TRIGGER lupa_audit_refuse_drop ON sql_drop EXECUTE FUNCTION lupa_protection.refuse_drop();
ALTER EVENT TRIGGER lupa_audit_refuse_drop ENABLE ALWAYS;

DROP EVENT TRIGGER IF EXISTS lupa_audit_refuse_disabled_trigger;
CREATE EVENT TRIGGER lupa_audit_refuse_disabled_trigger ON ddl_command_end WHEN TAG IN ('ALTER TABLE')
  EXECUTE FUNCTION lupa_protection.refuse_disabled_trigger();
ALTER EVENT TRIGGER lupa_audit_refuse_disabled_trigger ENABLE ALWAYS;
