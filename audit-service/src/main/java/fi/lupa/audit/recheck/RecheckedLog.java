// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import fi.lupa.audit.merkle.Rfc6962;
import fi.lupa.audit.merkle.Root;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A log to read again.
 *
 * @param head its newest head: what all of it must give; the empty tree if there is none
 * @param signed its newest checkpoint, null before the first
 */
record RecheckedLog(
        UUID tenant,
        int year,
        String name,
        Root head,
        @Nullable Root signed) {

    private static final String LOGS = """
            SELECT l.tenant, l.year, l.name, h.size, h.root, c.size AS signed_size, c.root AS signed_root FROM log AS l
            LEFT JOIN LATERAL (SELECT size, root FROM head
              WHERE tenant = l.tenant AND year = l.year ORDER BY size DESC LIMIT 1) AS h ON true
            LEFT JOIN LATERAL (SELECT size, root FROM checkpoint
              WHERE tenant = l.tenant AND year = l.year ORDER BY size DESC LIMIT 1) AS c ON true
            ORDER BY l.year, l.tenant""";

    static List<RecheckedLog> all(Connection connection) throws SQLException {
        List<RecheckedLog> logs = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LOGS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                byte[] head = row.getBytes("root");
                byte[] root = row.getBytes("signed_root");
                logs.add(new RecheckedLog(
                        row.getObject("tenant", UUID.class),
                        row.getInt("year"),
                        row.getString("name"),
                        new Root(row.getLong("size"), head == null ? Rfc6962.emptyRoot() : head),
                        root == null ? null : new Root(row.getLong("signed_size"), root)));
            }
        }
        return logs;
    }

    /** Prepares a statement whose first two parameters are this log. */
    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setObject(1, tenant);
        statement.setInt(2, year);
        return statement;
    }
}
