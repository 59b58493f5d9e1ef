// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the entry is that tells of the extract. Being the newest link of the chain at its time, it also proves that nothing
 * at the chain's end was left out.
 *
 * @param n its place on the subject's chain, -1 without a subject
 * @param cn its place on the controller's chain, -1 without a controller
 */
record IssuedPlace(int year, String log, long index, long n, long cn) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT = """
            SELECT e.year, l.name, e.idx, e.leaf FROM event_seen AS s
            JOIN entry AS e ON e.tenant = s.tenant AND e.year = s.year AND e.idx = s.idx
            JOIN log AS l ON l.tenant = e.tenant AND l.year = e.year
            WHERE s.tenant = ? AND s.event_id = ?""";

    /** Returns the place; empty while the sequencer has not logged the event. */
    static Optional<IssuedPlace> of(Connection connection, UUID tenant, UUID event) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setObject(1, tenant);
            statement.setObject(2, event);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(place(row)) : Optional.empty();
            }
        }
    }

    private static IssuedPlace place(ResultSet row) throws SQLException {
        try {
            JsonNode leaf = JSON.readTree(row.getBytes("leaf"));
            return new IssuedPlace(
                    row.getInt("year"),
                    row.getString("name"),
                    row.getLong("idx"),
                    leaf.path("n").asLong(-1),
                    leaf.path("cn").asLong(-1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
