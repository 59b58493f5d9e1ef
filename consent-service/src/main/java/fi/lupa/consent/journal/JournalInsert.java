// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

import fi.lupa.platform.id.SubjectId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;

/** The one statement that writes journal rows. */
public final class JournalInsert {

    /** A row is written only in the newest epoch and while no hold stands, whichever process asks. */
    private static final String INSERT = """
            INSERT INTO journal (tenant, epoch, event_id, kind, subject, revision, payload, state, sealed_identifiers, recorded_at)
            SELECT ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?
            WHERE ? = (SELECT max(number) FROM epoch)""";

    private static final String UNLESS_HELD = INSERT + " AND NOT EXISTS (SELECT FROM write_hold)";

    private JournalInsert() {}

    /**
     * Inserts the rows in this order on a connection that is inside a transaction with {@code lupa.tenant} set. Returns false, with
     * nothing to commit, when the epoch is closed or writes are held.
     */
    public static boolean insert(Connection connection, List<JournalEntry> entries) throws SQLException {
        return insert(connection, UNLESS_HELD, entries);
    }

    /** Inserts while writes are held, for the recovery that ends the hold; otherwise as {@link #insert}. */
    public static boolean insertWhileHeld(Connection connection, List<JournalEntry> entries) throws SQLException {
        return insert(connection, INSERT, entries);
    }

    private static boolean insert(Connection connection, String statement, List<JournalEntry> entries)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(statement)) {
            for (JournalEntry entry : entries) {
                bind(insert, entry);
                if (insert.executeUpdate() != 1) {
                    return false;
                }
            }
            return true;
        }
    }

    private static void bind(PreparedStatement insert, JournalEntry entry) throws SQLException {
        SubjectId subject = entry.subject();
        insert.setObject(1, entry.tenant().value());
        insert.setInt(2, entry.epoch());
        insert.setObject(3, entry.eventId());
        insert.setString(4, entry.kind());
        insert.setString(5, subject == null ? null : subject.value());
        insert.setObject(6, entry.revision(), Types.INTEGER);
        insert.setString(7, entry.payload());
        insert.setString(8, entry.state());
        insert.setBytes(9, entry.sealedIdentifiers());
        insert.setObject(10, entry.recordedAt().atOffset(ZoneOffset.UTC));
        insert.setInt(11, entry.epoch());
    }
}
