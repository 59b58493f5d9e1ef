// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.merkle.CompactRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Opens logs: names new ones and rebuilds the edges of those that exist, refusing what does not agree with its head. */
final class LogStore {

    private static final int FETCH_SIZE = 10_000;

    private final Connection connection;

    LogStore(Connection connection) {
        this.connection = connection;
    }

    /** Returns the log as it stands, its edge rebuilt from the leaf hashes and compared with the newest head; makes it if there is none. */
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
                LogHead head = new LogHead(key, row.getString(1), tree(key));
                requireNewest(head);
                return head;
            }
        }
    }

    private CompactRange tree(LogKey key) throws SQLException {
        CompactRange tree = CompactRange.EMPTY;
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT idx, leaf_hash FROM entry WHERE tenant = ? AND year = ? ORDER BY idx")) {
            statement.setFetchSize(FETCH_SIZE);
            set(statement, key);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (row.getLong(1) != tree.size()) {
                        throw new HaltedException("a log lacks its entry " + tree.size());
                    }
                    tree = tree.append(row.getBytes(2));
                }
            }
        }
        return tree;
    }

    private void requireNewest(LogHead head) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT size, root FROM head WHERE tenant = ? AND year = ? ORDER BY size DESC LIMIT 1")) {
            set(statement, head.key());
            try (ResultSet row = statement.executeQuery()) {
                long size = row.next() ? row.getLong(1) : 0;
                byte[] root = size == 0 ? CompactRange.EMPTY.root() : row.getBytes(2);
                if (size != head.tree().size()
                        || !Arrays.equals(root, head.tree().root())) {
                    throw new HaltedException("the entries of log " + head.name() + " do not give its head");
                }
            }
        }
    }

    private static void set(PreparedStatement statement, LogKey key) throws SQLException {
        statement.setObject(1, key.tenant());
        statement.setInt(2, key.year());
    }
}
