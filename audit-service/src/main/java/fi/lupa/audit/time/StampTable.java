// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.time;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Which checkpoints wait for a stamp, and the stamps they got. */
final class StampTable {

    /** Of each log the newest checkpoint, if it is not stamped and no stamp of the log is younger; and those that extracts end at. */
    private static final String WAITING = """
        SELECT c.tenant, c.year, c.size, c.note FROM log AS l
        CROSS JOIN LATERAL (SELECT tenant, year, size, note FROM checkpoint
          WHERE tenant = l.tenant AND year = l.year ORDER BY size DESC LIMIT 1) AS c
        WHERE NOT EXISTS (SELECT FROM checkpoint_time AS t WHERE t.tenant = c.tenant AND t.year = c.year
          AND (t.size = c.size OR t.received_at > ?))
        UNION
        SELECT c.tenant, c.year, c.size, c.note FROM extract_log AS f
        JOIN checkpoint AS c ON c.tenant = f.tenant AND c.year = f.year AND c.size = f.size
        WHERE NOT EXISTS (SELECT FROM checkpoint_time AS t
          WHERE t.tenant = f.tenant AND t.year = f.year AND t.size = f.size)
        LIMIT 100\
        """;

    private static final String INSERT =
            "INSERT INTO checkpoint_time (tenant, year, size, response, stamped_at, received_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private StampTable() {}

    /** A checkpoint, as it was published. */
    record Waiting(UUID tenant, int year, long size, String note) {

        byte[] content() {
            return note.getBytes(StandardCharsets.UTF_8);
        }
    }

    static List<Waiting> waiting(Connection connection, Instant olderThan) throws SQLException {
        List<Waiting> waiting = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
            statement.setObject(1, olderThan.atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    waiting.add(new Waiting(
                            row.getObject("tenant", UUID.class),
                            row.getInt("year"),
                            row.getLong("size"),
                            row.getString("note")));
                }
            }
        }
        return waiting;
    }

    static void keep(Connection connection, Waiting checkpoint, TimestampAuthority.Stamp stamp, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, checkpoint.tenant());
            statement.setInt(2, checkpoint.year());
            statement.setLong(3, checkpoint.size());
            statement.setBytes(4, stamp.response());
            statement.setObject(5, stamp.at().atOffset(ZoneOffset.UTC));
            statement.setObject(6, now.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
