// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.audit.merkle.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A checkpoint as it is published: as it was signed, with the cosignatures that have come since. */
record PublishedCheckpoint(long size, String note) {

    static final String NEWEST = """
        SELECT c.size, c.note || coalesce((SELECT string_agg(s.line, '' ORDER BY s.witness) FROM cosignature AS s
          WHERE s.tenant = c.tenant AND s.year = c.year AND s.size = c.size), '') FROM checkpoint AS c
        WHERE c.tenant = ? AND c.year = ? AND c.size BETWEEN ? AND ? ORDER BY c.size DESC LIMIT 1\
        """;

    SignedNote signedNote() {
        return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<PublishedCheckpoint> newest(Connection connection, PublishedLog log) throws SQLException {
        return between(connection, log, 0, Long.MAX_VALUE);
    }

    static Optional<PublishedCheckpoint> ofSize(Connection connection, PublishedLog log, long size)
            throws SQLException {
        return between(connection, log, size, size);
    }

    /** Returns the newest checkpoint whose size lies in that range, with one exchange. */
    static Optional<PublishedCheckpoint> between(TenantReads reads, PublishedLog log, long from, long to) {
        return reads.once(
                log.tenant(), NEWEST, statement -> set(statement, 2, log, from, to), PublishedCheckpoint::found);
    }

    private static Optional<PublishedCheckpoint> between(Connection connection, PublishedLog log, long from, long to)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            set(statement, 1, log, from, to);
            try (ResultSet row = statement.executeQuery()) {
                return found(row);
            }
        }
    }

    static void set(PreparedStatement statement, int first, PublishedLog log, long from, long to) throws SQLException {
        statement.setObject(first, log.tenant().value());
        statement.setInt(first + 1, log.year());
        statement.setLong(first + 2, from);
        statement.setLong(first + 3, to);
    }

    private static Optional<PublishedCheckpoint> found(ResultSet row) throws SQLException {
        return row.next() ? Optional.of(new PublishedCheckpoint(row.getLong(1), row.getString(2))) : Optional.empty();
    }
}
