// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Chooses the checkpoints of an extract: of the log that tells of it one that vouches for that entry, of earlier years' logs the
 * last. Beside each, the one in the same authority's extract before, from which growth is proven.
 */
final class CoveringCheckpoints {

    private static final String NEWEST = """
            SELECT l.year, l.name, h.size AS head, c.size FROM log AS l
            CROSS JOIN LATERAL (SELECT size FROM head
              WHERE tenant = l.tenant AND year = l.year ORDER BY size DESC LIMIT 1) AS h
            LEFT JOIN LATERAL (SELECT size FROM checkpoint
              WHERE tenant = l.tenant AND year = l.year ORDER BY size DESC LIMIT 1) AS c ON true
            WHERE l.tenant = ? AND l.year <= ? ORDER BY l.year""";
    private static final String PREVIOUS = """
            SELECT f.size FROM extract_log AS f
            JOIN extract AS e ON e.tenant = f.tenant AND e.id = f.extract
            JOIN extract_outcome AS o ON o.tenant = f.tenant AND o.extract = f.extract
            WHERE f.tenant = ? AND f.year = ? AND f.extract <> ? AND o.failure IS NULL
              AND e.authority IS NOT DISTINCT FROM ? AND f.size <= ?
            ORDER BY f.size DESC LIMIT 1""";

    private CoveringCheckpoints() {}

    /** Returns a checkpoint for each log up to the issued entry's; empty while one of them does not reach far enough. */
    static List<FixedLog> of(Connection connection, Extract extract, IssuedPlace issued) throws SQLException {
        List<FixedLog> logs = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            statement.setObject(1, extract.tenant());
            statement.setInt(2, issued.year());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long needed = row.getInt("year") == issued.year() ? issued.index() + 1 : row.getLong("head");
                    if (row.getLong("size") < needed) {
                        return List.of();
                    }
                    logs.add(new FixedLog(row.getInt("year"), row.getString("name"), row.getLong("size"), null));
                }
            }
        }
        List<FixedLog> withPrevious = new ArrayList<>();
        for (FixedLog log : logs) {
            withPrevious.add(withPrevious(connection, extract.tenant(), extract, log));
        }
        return withPrevious;
    }

    private static FixedLog withPrevious(Connection connection, UUID tenant, Extract extract, FixedLog log)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PREVIOUS)) {
            statement.setObject(1, tenant);
            statement.setInt(2, log.year());
            statement.setObject(3, extract.id());
            statement.setString(4, extract.authority());
            statement.setLong(5, log.size());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new FixedLog(log.year(), log.name(), log.size(), row.getLong(1)) : log;
            }
        }
    }
}
