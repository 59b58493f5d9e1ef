// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import fi.lupa.audit.merkle.Root;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A log with its newest committed head. One from before tiles were stored waits until the sequencer has opened it. */
record GrownLog(UUID tenant, int year, String name, Root head) {

    private static final String LOGS = """
            SELECT l.tenant, l.year, l.name, h.size, h.root FROM log AS l
            CROSS JOIN LATERAL (SELECT size, root FROM head
              WHERE tenant = l.tenant AND year = l.year ORDER BY size DESC LIMIT 1) AS h
            LEFT JOIN LATERAL (SELECT size FROM checkpoint
              WHERE tenant = l.tenant AND year = l.year ORDER BY size DESC LIMIT 1) AS c ON true
            WHERE (h.size < 256 OR EXISTS (SELECT FROM tile WHERE tenant = l.tenant AND year = l.year))
              AND (?::text IS NULL OR l.name = ?) AND (? OR c.size IS NULL OR c.size < h.size)
            ORDER BY l.year, l.tenant""";

    /** Returns every log, grown or not. */
    static List<GrownLog> readAll(Connection connection) throws SQLException {
        return read(connection, null, true);
    }

    /** Returns the logs that have grown since they were signed. */
    static List<GrownLog> readGrown(Connection connection) throws SQLException {
        return read(connection, null, false);
    }

    /** Returns the log of that name if it has grown since it was signed. */
    static Optional<GrownLog> readGrown(Connection connection, String name) throws SQLException {
        return read(connection, name, false).stream().findFirst();
    }

    /** Returns the names of all logs that were ever opened. */
    static Set<String> names(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT name FROM log");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static List<GrownLog> read(Connection connection, @Nullable String name, boolean all) throws SQLException {
        List<GrownLog> logs = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LOGS)) {
            statement.setString(1, name);
            statement.setString(2, name);
            statement.setBoolean(3, all);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    logs.add(new GrownLog(
                            row.getObject("tenant", UUID.class),
                            row.getInt("year"),
                            row.getString("name"),
                            new Root(row.getLong("size"), row.getBytes("root"))));
                }
            }
        }
        return logs;
    }

    void insertCheckpoint(Connection connection, String note, Instant signedAt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO checkpoint (tenant, year, size, root, note, signed_at) VALUES (?, ?, ?, ?, ?, ?)")) {
            statement.setObject(1, tenant);
            statement.setInt(2, year);
            statement.setLong(3, head.size());
            statement.setBytes(4, head.hash());
            statement.setString(5, note);
            statement.setObject(6, signedAt.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
