// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.Chain;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks what the logs already hold about a batch: its events, its tenants, the ends of its chains; one statement for each set. */
final class KnownEvents {

    private static final String NEXT_OF_CHAIN = """
            SELECT k.tenant, k.name, c.n, c.idx, l.name AS log
            FROM unnest(?::uuid[], ?::text[]) AS k (tenant, name)
            CROSS JOIN LATERAL (
              SELECT e.n, e.year, e.idx FROM %1$s_entry AS e
              WHERE e.tenant = k.tenant AND e.%1$s = k.name ORDER BY e.n DESC LIMIT 1) AS c
            JOIN log AS l ON l.tenant = k.tenant AND l.year = c.year""";

    private final Connection connection;

    KnownEvents(Connection connection) {
        this.connection = connection;
    }

    List<EventKey> seen(List<EventKey> keys) throws SQLException {
        List<EventKey> found = new ArrayList<>();
        if (keys.isEmpty()) {
            return found;
        }
        String sql = "SELECT s.tenant, s.event_id FROM unnest(?::uuid[], ?::uuid[]) AS k (tenant, event_id)"
                + " JOIN event_seen AS s ON s.tenant = k.tenant AND s.event_id = k.event_id";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, uuids(keys.stream().map(EventKey::tenant).toArray()));
            statement.setArray(2, uuids(keys.stream().map(EventKey::id).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new EventKey(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
                }
            }
        }
        return found;
    }

    List<UUID> withLog(List<UUID> tenants) throws SQLException {
        List<UUID> found = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT DISTINCT tenant FROM log WHERE tenant = ANY (?)")) {
            statement.setArray(1, uuids(tenants.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getObject(1, UUID.class));
                }
            }
        }
        return found;
    }

    Map<ChainKey, Chain> nextOfSubjects(List<ChainKey> keys) throws SQLException {
        return next("subject", keys);
    }

    Map<ChainKey, Chain> nextOfControllers(List<ChainKey> keys) throws SQLException {
        return next("controller", keys);
    }

    private Map<ChainKey, Chain> next(String chain, List<ChainKey> keys) throws SQLException {
        Map<ChainKey, Chain> next = new HashMap<>();
        if (keys.isEmpty()) {
            return next;
        }
        try (PreparedStatement statement = connection.prepareStatement(NEXT_OF_CHAIN.formatted(chain))) {
            statement.setArray(1, uuids(keys.stream().map(ChainKey::tenant).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", keys.stream().map(ChainKey::name).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Chain last = new Chain(row.getLong("n"), null);
                    next.put(
                            new ChainKey(row.getObject("tenant", UUID.class), row.getString("name")),
                            last.next(row.getString("log"), row.getLong("idx")));
                }
            }
        }
        return next;
    }

    private Array uuids(Object[] values) throws SQLException {
        return connection.createArrayOf("uuid", values);
    }
}
