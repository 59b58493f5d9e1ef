// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** The lists by which readers and the sequencer find an entry: by its subject and by its controller. By its event the entry itself is found (ADR 0062). */
final class FiledEntries {

    /** What the lines say comes from here as arrays: taken out of them in the database it took ten times as long. */
    private static final String UNFILED = """
            WITH log (tenant, year) AS (VALUES (?::uuid, ?::integer))
            SELECT min(e.idx) FROM log,
              unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::bigint[]) AS e (idx, subject, n, controller, cn)
            WHERE e.n IS NOT NULL AND NOT EXISTS (SELECT FROM subject_entry AS s WHERE s.tenant = log.tenant
                AND s.subject = e.subject AND s.n = e.n AND s.year = log.year AND s.idx = e.idx)
              OR e.cn IS NOT NULL AND NOT EXISTS (SELECT FROM controller_entry AS s WHERE s.tenant = log.tenant
                AND s.controller = e.controller AND s.n = e.cn AND s.year = log.year AND s.idx = e.idx)""";

    private FiledEntries() {}

    /** Returns the first of these entries that is not where it must be found; the lines themselves have been looked at before. */
    static OptionalLong firstMissing(Connection connection, RecheckedLog log, List<StoredEntry> entries)
            throws SQLException {
        try (PreparedStatement statement = log.prepare(connection, UNFILED)) {
            statement.setArray(3, array(connection, "bigint", entries, StoredEntry::index));
            statement.setArray(4, array(connection, "text", entries, entry -> entry.text("sub")));
            statement.setArray(5, array(connection, "bigint", entries, entry -> entry.number("n")));
            statement.setArray(6, array(connection, "text", entries, entry -> entry.text("ctl")));
            statement.setArray(7, array(connection, "bigint", entries, entry -> entry.number("cn")));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long first = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(first);
            }
        }
    }

    private static java.sql.Array array(
            Connection connection, String type, List<StoredEntry> entries, Function<StoredEntry, Object> member)
            throws SQLException {
        return connection.createArrayOf(type, entries.stream().map(member).toArray());
    }
}
