// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Opens logs: names new ones and rebuilds the edges of those that exist, refusing what does not agree with its head. */
final class LogStore {

    private final Connection connection;

    LogStore(Connection connection) {
        this.connection = connection;
    }

    /** Returns the log as it stands, recomputed and compared with the newest head; makes it if there is none. */
    LogHead open(LogKey key, String nameIfNew, Instant openedAt) throws SQLException {
        String sql = "INSERT INTO log (tenant, year, name, opened_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
        try (PreparedStatement insert = connection.prepareStatement(sql);
                PreparedStatement select =
                        connection.prepareStatement("SELECT name FROM log WHERE tenant = ? AND year = ?")) {
            set(insert, key);
            insert.setString(3, nameIfNew);
            insert.setObject(4, OffsetDateTime.ofInstant(openedAt, ZoneOffset.UTC));
            insert.executeUpdate();
            set(select, key);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return open(key, row.getString(1));
            }
        }
    }

    /** Returns every log of a year as it stands. */
    List<LogHead> openAll(int year) throws SQLException {
        List<LogHead> found = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT tenant, name FROM log WHERE year = ? ORDER BY tenant")) {
            select.setInt(1, year);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(open(new LogKey(row.getObject(1, UUID.class), year), row.getString(2)));
                }
            }
        }
        return found;
    }

    private LogHead open(LogKey key, String name) throws SQLException {
        LogHead head = new LogHead(key, name, new StoredTree(connection, key, name).edge());
        requireNewest(head);
        return head;
    }

    private void requireNewest(LogHead head) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT size, root FROM head WHERE tenant = ? AND year = ? ORDER BY size DESC LIMIT 1")) {
            set(statement, head.key());
            try (ResultSet row = statement.executeQuery()) {
                boolean found = row.next();
                boolean same = found
                        ? row.getLong(1) == head.tree().size()
                                && Arrays.equals(row.getBytes(2), head.tree().root())
                        : head.tree().size() == 0;
                if (!same) {
                    throw new HaltedException("the entries of log " + head.name() + " do not give its head");
                }
            }
        }
    }

    static void set(PreparedStatement statement, LogKey key) throws SQLException {
        statement.setObject(1, key.tenant());
        statement.setInt(2, key.year());
    }
}
