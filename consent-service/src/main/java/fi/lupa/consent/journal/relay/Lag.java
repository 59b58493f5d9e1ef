// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.domain.JournalPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Measures how far publishing is behind the journal, the rows above the horizon included. */
final class Lag {

    private static final String LAG = """
            SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)) * 1000, 0)::bigint
            FROM (SELECT recorded_at FROM journal WHERE (epoch, xid, position) > (?, ?::xid8, ?)
                  ORDER BY epoch, xid, position LIMIT 10000) unpublished""";

    private Lag() {}

    static void measure(Connection connection, JournalPosition place, RelayStatus status) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAG)) {
            select.setInt(1, place.epoch());
            select.setString(2, Long.toString(place.xid()));
            select.setLong(3, place.position());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                status.lag(row.getLong(1), Duration.ofMillis(Math.max(0, row.getLong(2))));
            }
        }
    }
}
