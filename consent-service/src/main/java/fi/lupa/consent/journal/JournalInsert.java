// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

import fi.lupa.consent.sql.Rows;
import fi.lupa.consent.sql.Together;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.tracing.Trail;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one statement that writes journal rows. */
public final class JournalInsert {

    /** A row is written only in the newest epoch and while no hold stands, whichever process asks. The identity column follows this order. */
    private static final String INSERT = """
            INSERT INTO journal (tenant, epoch, event_id, kind, subject, revision, payload, state, sealed_identifiers, recorded_at, trace)
            SELECT r.tenant, r.epoch, r.event_id, r.kind, r.subject, r.revision, r.payload::jsonb, r.state::jsonb, r.sealed, r.recorded_at, r.trace
            FROM (SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY
                AS u (tenant, epoch, event_id, kind, subject, revision, payload, state, sealed, recorded_at, trace, place)
              ORDER BY u.place) AS r
            WHERE r.epoch = (SELECT max(number) FROM epoch)""";

    private static final String UNLESS_HELD = INSERT + " AND NOT EXISTS (SELECT FROM write_hold)";

    private JournalInsert() {}

    /**
     * Inserts the rows in this order on a connection that is inside a transaction with {@code lupa.tenant} set. Returns false, with
     * nothing to commit, when the epoch is closed or writes are held.
     */
    public static boolean insert(Connection connection, List<JournalEntry> entries) throws SQLException {
        return insert(connection, UNLESS_HELD, entries);
    }

    /** Does the same with other statements; it tells how many rows were written. */
    static Together.Told<Integer> insert(Together writes, List<JournalEntry> entries) {
        return writes.change(UNLESS_HELD, rows(entries));
    }

    /** Inserts while writes are held, for the recovery that ends the hold; otherwise as {@link #insert}. */
    public static boolean insertWhileHeld(Connection connection, List<JournalEntry> entries) throws SQLException {
        return insert(connection, INSERT, entries);
    }

    private static boolean insert(Connection connection, String statement, List<JournalEntry> entries)
            throws SQLException {
        return rows(entries).run(connection, statement) == entries.size();
    }

    private static Rows rows(List<JournalEntry> entries) {
        Rows rows = new Rows(
                "uuid", "integer", "uuid", "text", "text", "integer", "text", "text", "bytea", "timestamptz", "text");
        String trace = Trail.here();
        entries.forEach(entry -> add(rows, entry, trace));
        return rows;
    }

    private static void add(Rows rows, JournalEntry entry, @Nullable String trace) {
        SubjectId subject = entry.subject();
        rows.add(
                entry.tenant().value(),
                entry.epoch(),
                entry.eventId(),
                entry.kind(),
                subject == null ? null : subject.value(),
                entry.revision(),
                entry.payload(),
                entry.state(),
                entry.sealedIdentifiers(),
                Timestamps.format(entry.recordedAt()),
                trace);
    }
}
