// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import fi.lupa.audit.merkle.note.NoteKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Which checkpoints a witness has not cosigned, and the cosignatures there are. */
final class CosignatureTable {

    /** Of each log the newest checkpoint, and at which size this witness cosigned the log last, 0 if never. */
    private static final String NEWEST = """
        SELECT c.tenant, c.year, l.name, c.size, c.note, coalesce(s.size, 0) AS cosigned FROM log AS l
        CROSS JOIN LATERAL (SELECT tenant, year, size, note FROM checkpoint
          WHERE tenant = l.tenant AND year = l.year ORDER BY size DESC LIMIT 1) AS c
        LEFT JOIN LATERAL (SELECT size FROM cosignature
          WHERE tenant = l.tenant AND year = l.year AND witness = ? ORDER BY size DESC LIMIT 1) AS s ON true
        WHERE ? OR s.size IS NULL OR s.size < c.size
        ORDER BY c.year DESC, c.tenant\
        """;

    private static final String SIZE = "SELECT max(size) FROM checkpoint WHERE tenant = ? AND year = ?";
    private static final String INSERT =
            "INSERT INTO cosignature (tenant, year, size, witness, line, cosigned_at, received_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private CosignatureTable() {}

    /** Returns the logs whose newest checkpoint the witness has not cosigned; or all, to be asked whether it knows them further on. */
    static List<Grown> newest(Connection connection, NoteKey witness, boolean all) throws SQLException {
        List<Grown> logs = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            statement.setString(1, witness.text());
            statement.setBoolean(2, all);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    logs.add(Grown.of(row));
                }
            }
        }
        return logs;
    }

    /** Returns how far the log is signed by now. */
    static long signedSize(Connection connection, Grown log) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SIZE)) {
            statement.setObject(1, log.tenant());
            statement.setInt(2, log.year());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static void keep(Connection connection, Grown log, NoteKey witness, WitnessAnswer.Cosigned cosigned, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, log.tenant());
            statement.setInt(2, log.year());
            statement.setLong(3, log.size());
            statement.setString(4, witness.text());
            statement.setString(5, cosigned.line());
            statement.setObject(6, cosigned.at().atOffset(ZoneOffset.UTC));
            statement.setObject(7, now.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
