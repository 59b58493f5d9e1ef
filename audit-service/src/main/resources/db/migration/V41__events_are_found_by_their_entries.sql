-- Which events are in the logs is asked of the entries themselves, by an index over the event's id: the list beside them took 129 bytes an entry.

-- The owner sees rows only where row-level security is not forced; both tables are locked until this migration commits, so nobody else does.
ALTER TABLE entry NO FORCE ROW LEVEL SECURITY;
ALTER TABLE event_seen NO FORCE ROW LEVEL SECURITY;

-- Nobody asks the list any more only if it is what the entries say; each event was in it once, so each is in the entries once.
DO $$
BEGIN
  IF EXISTS (SELECT FROM entry AS e FULL JOIN event_seen AS s
    ON s.tenant = e.tenant AND s.year = e.year AND s.idx = e.idx AND s.event_id = e.event_id
    WHERE e.idx IS NULL OR s.idx IS NULL) THEN
    RAISE EXCEPTION 'the list of events and the entries differ: recheck the log before it is migrated' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
END
$$;
ALTER TABLE entry FORCE ROW LEVEL SECURITY;

-- Of each partition; one that is added later needs it too. The id leads, since it is asked for, and grows with time; the tenant is
-- there as 64 bits of its hash, so that PostgreSQL refuses an event's second entry in a partition and no tenant can take another's id.
-- Across partitions the sequencer asks, in the one transaction that the fence lets in.
DO $$
DECLARE
  part text;
BEGIN
  FOR part IN SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'entry'::regclass LOOP
    EXECUTE format('CREATE UNIQUE INDEX %I ON %I (event_id, uuid_hash_extended(tenant, 0))', part || '_event', part);
  END LOOP;
END
$$;

-- No table of the log can be dropped: the list stays as it was, and nobody may read it or add to it.
ALTER TABLE event_seen FORCE ROW LEVEL SECURITY;
ALTER TABLE event_seen RENAME TO event_seen_before_41;
REVOKE ALL ON event_seen_before_41 FROM lupa_audit_writer, lupa_audit_reader;

-- Asked as before, with the rights and the row-level security of whoever asks.
CREATE VIEW event_seen WITH (security_invoker = true) AS SELECT tenant, event_id, year, idx FROM entry;
GRANT SELECT ON event_seen TO lupa_audit_writer, lupa_audit_reader;
