-- What was answered, by a name of the addressee: shown to who has the address, proven by the root that the log has of each minute.
-- Answers that allowed are kept 13 months, all others 30 days, and both are dropped by whole partitions.

CREATE TABLE decision_record (
  tenant     uuid NOT NULL,
  kept       text NOT NULL CHECK (kept IN ('ALLOW', 'OTHER')),
  at         timestamptz(3) NOT NULL,
  minute     uuid NOT NULL,
  idx        integer NOT NULL CHECK (idx >= 0),
  minute_to  timestamptz(3) NOT NULL,
  controller text NOT NULL,
  addressee  text NOT NULL,
  -- The very bytes of the leaf.
  line       text NOT NULL,
  PRIMARY KEY (tenant, kept, at, minute, idx)
) PARTITION BY LIST (kept);
CREATE TABLE decision_record_allow PARTITION OF decision_record FOR VALUES IN ('ALLOW') PARTITION BY RANGE (at);
CREATE TABLE decision_record_other PARTITION OF decision_record FOR VALUES IN ('OTHER') PARTITION BY RANGE (at);
CREATE INDEX decision_record_by_addressee ON decision_record (tenant, addressee, at);

-- The records of one client, controller and purpose in one segment of one replica. The leaf hashes outlive the records, so that
-- what is still there can be proven when the rest is forgotten.
CREATE TABLE decision_minute (
  tenant     uuid NOT NULL,
  upto       timestamptz(3) NOT NULL,
  id         uuid NOT NULL,
  client     text NOT NULL,
  controller text NOT NULL,
  purpose    text NOT NULL,
  since      timestamptz(3) NOT NULL,
  leaves     bytea NOT NULL CHECK (length(leaves) > 0 AND length(leaves) % 32 = 0),
  PRIMARY KEY (tenant, upto, id)
) PARTITION BY RANGE (upto);

-- Events about decisions that the broker has not acknowledged; nobody's to read.
CREATE TABLE decision_event_outbox (
  tenant uuid NOT NULL,
  id     uuid NOT NULL,
  kind   text NOT NULL,
  key    text NOT NULL,
  at     timestamptz(3) NOT NULL,
  value  text NOT NULL,
  PRIMARY KEY (tenant, id)
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['decision_record', 'decision_record_allow', 'decision_record_other', 'decision_minute',
      'decision_event_outbox'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['decision_record', 'decision_minute'] LOOP
    EXECUTE format('CREATE POLICY by_tenant ON %I FOR SELECT TO lupa_preference_reader'
      ' USING (tenant = NULLIF(current_setting(''lupa.tenant'', true), '''')::uuid)', t);
    EXECUTE format('GRANT SELECT ON %I TO lupa_preference_reader', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['decision_record', 'decision_minute', 'decision_event_outbox'] LOOP
    EXECUTE format('CREATE POLICY writer_files ON %I TO lupa_preference_writer USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO lupa_preference_writer', t);
  END LOOP;
END
$$;
-- UPDATE is what SELECT … FOR UPDATE asks for; nothing is ever changed in place.
GRANT UPDATE (kind), DELETE ON decision_event_outbox TO lupa_preference_writer;

-- Partitions bear their first day in their name. Nobody has a right on one of them: everything goes through the parent's policies.
CREATE FUNCTION decision_partition(parent text, first_day date, next_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  name text := parent || '_' || to_char(first_day, 'YYYY_MM_DD');
BEGIN
  IF to_regclass('public.' || name) IS NULL THEN
    EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
      name, parent, first_day::timestamp AT TIME ZONE 'UTC', next_day::timestamp AT TIME ZONE 'UTC');
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
  END IF;
END
$$;

-- The writer may not create tables; these two functions do it as their owner, and can do nothing else.
CREATE FUNCTION decision_partitions_for(days date[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
  day date;
  month date;
BEGIN
  PERFORM pg_advisory_xact_lock(x'6c7570610003'::bigint);
  FOREACH day IN ARRAY days LOOP
    month := date_trunc('month', day)::date;
    PERFORM decision_partition('decision_minute', month, (month + interval '1 month')::date);
    PERFORM decision_partition('decision_record_allow', month, (month + interval '1 month')::date);
    PERFORM decision_partition('decision_record_other', day, day + 1);
  END LOOP;
END
$$;

CREATE FUNCTION decision_partitions_drop() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
  past record;
  dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(x'6c7570610003'::bigint);
  FOR past IN
    SELECT c.relname, p.relname AS parent, to_date(right(c.relname, 10), 'YYYY_MM_DD') AS first_day
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
    WHERE p.relname IN ('decision_minute', 'decision_record_allow', 'decision_record_other')
      AND p.relnamespace = 'public'::regnamespace
  LOOP
    IF (past.parent = 'decision_record_other' AND past.first_day + 1 <= (now() AT TIME ZONE 'UTC')::date - 30)
      OR (past.parent <> 'decision_record_other'
        AND past.first_day + interval '1 month' <= (now() AT TIME ZONE 'UTC') - interval '13 months') THEN
      EXECUTE format('DROP TABLE public.%I', past.relname);
      dropped := dropped + 1;
    END IF;
  END LOOP;
  RETURN dropped;
END
$$;

REVOKE EXECUTE ON FUNCTION decision_partition(text, date, date) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION decision_partitions_for(date[]) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION decision_partitions_drop() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION decision_partitions_for(date[]) TO lupa_preference_writer;
GRANT EXECUTE ON FUNCTION decision_partitions_drop() TO lupa_preference_writer;
