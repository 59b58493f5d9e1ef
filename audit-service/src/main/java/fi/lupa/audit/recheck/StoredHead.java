// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import fi.lupa.audit.merkle.Root;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is stored about one size of a log.
 *
 * @param grownFrom the size before, null if there is no head of this size
 * @param head the root of the head
 * @param checkpoint the root that the checkpoint is filed under, null if none was signed at this size
 * @param note the checkpoint as it was signed
 */
record StoredHead(
        long size,
        @Nullable Long grownFrom,
        @Nullable Root head,
        @Nullable Root checkpoint,
        @Nullable String note) {

    private static final String RANGE = """
            SELECT coalesce(h.size, c.size) AS size, h.prev_size, h.root AS head, c.root AS checkpoint, c.note
            FROM (SELECT size, prev_size, root FROM head WHERE tenant = ? AND year = ? AND size > ? AND size <= ?) AS h
            FULL JOIN (SELECT size, root, note FROM checkpoint WHERE tenant = ? AND year = ? AND size > ? AND size <= ?) AS c
              ON c.size = h.size""";

    /** Returns what is stored about the sizes after one and up to another. */
    static Map<Long, StoredHead> read(Connection connection, RecheckedLog log, long after, long until)
            throws SQLException {
        Map<Long, StoredHead> heads = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(RANGE)) {
            for (int first = 1; first <= 5; first += 4) {
                statement.setObject(first, log.tenant());
                statement.setInt(first + 1, log.year());
                statement.setLong(first + 2, after);
                statement.setLong(first + 3, until);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long size = row.getLong("size");
                    heads.put(
                            size,
                            new StoredHead(
                                    size,
                                    row.getObject("prev_size", Long.class),
                                    root(size, row.getBytes("head")),
                                    root(size, row.getBytes("checkpoint")),
                                    row.getString("note")));
                }
            }
        }
        return heads;
    }

    private static @Nullable Root root(long size, byte @Nullable [] hash) {
        return hash == null ? null : new Root(size, hash);
    }
}
