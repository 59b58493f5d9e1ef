// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** The lists by which readers, proofs and the sequencer find an entry: by its event, by its subject and by its controller. */
final class FiledEntries {

    private static final String UNFILED = """
            SELECT min(e.idx) FROM (SELECT *, convert_from(leaf, 'UTF8')::json AS line FROM entry
              WHERE tenant = ? AND year = ? AND idx >= ? AND idx < ?) AS e
            WHERE NOT EXISTS (SELECT FROM event_seen AS s WHERE s.tenant = e.tenant AND s.event_id = e.event_id
                AND s.year = e.year AND s.idx = e.idx)
              OR e.line ->> 'n' IS NOT NULL AND NOT EXISTS (SELECT FROM subject_entry AS s WHERE s.tenant = e.tenant
                AND s.subject = e.subject AND s.n = (e.line ->> 'n')::bigint AND s.year = e.year AND s.idx = e.idx)
              OR e.line ->> 'cn' IS NOT NULL AND NOT EXISTS (SELECT FROM controller_entry AS s WHERE s.tenant = e.tenant
                AND s.controller = e.controller AND s.n = (e.line ->> 'cn')::bigint AND s.year = e.year AND s.idx = e.idx)""";

    private FiledEntries() {}

    /** Returns the first entry of the range that is not where it must be found; the lines themselves have been looked at before. */
    static OptionalLong firstMissing(Connection connection, RecheckedLog log, long from, long until)
            throws SQLException {
        try (PreparedStatement statement = log.prepare(connection, UNFILED)) {
            statement.setLong(3, from);
            statement.setLong(4, until);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long first = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(first);
            }
        }
    }
}
