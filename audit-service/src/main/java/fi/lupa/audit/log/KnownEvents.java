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
import java.util.stream.Stream;

/** Asks what the logs already hold about a batch: its events, its tenants, the ends of its chains; one statement for each set. */
final class KnownEvents {

    private static final String NEXT_OF_CHAIN = """
            SELECT k.tenant, k.name, c.n, c.idx, l.name AS log
            FROM (SELECT tenant::uuid, name FROM unnest(?::text[], ?::text[]) AS r (tenant, name)) AS k
            CROSS JOIN LATERAL (
              SELECT e.n, e.year, e.idx FROM %1$s_entry AS e
              WHERE e.tenant = k.tenant AND e.%1$s = k.name ORDER BY e.n DESC LIMIT 1) AS c
            JOIN log AS l ON l.tenant = k.tenant AND l.year = c.year""";

    /** By LATERAL, so that the plan asks an index for each of these few and never reads all entries; of partitions only those that hold any. */
    private static final String SEEN = """
            SELECT k.tenant, k.event_id
            FROM (SELECT tenant::uuid, event_id::uuid FROM unnest(?::text[], ?::text[]) AS r (tenant, event_id)) AS k
            CROSS JOIN LATERAL (
              SELECT FROM entry AS e WHERE e.event_id = k.event_id AND e.tenant = k.tenant AND e.idx < ? LIMIT 1) AS s""";

    private final Connection connection;

    KnownEvents(Connection connection) {
        this.connection = connection;
    }

    /** Returns those that are logged already; no log is longer than {@code longest}. */
    List<EventKey> seen(List<EventKey> keys, long longest) throws SQLException {
        List<EventKey> found = new ArrayList<>();
        if (keys.isEmpty()) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement(SEEN)) {
            statement.setArray(1, texts(keys.stream().map(EventKey::tenant)));
            statement.setArray(2, texts(keys.stream().map(EventKey::id)));
            statement.setLong(3, longest);
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
                connection.prepareStatement("SELECT DISTINCT tenant FROM log WHERE tenant = ANY (?::uuid[])")) {
            statement.setArray(1, texts(tenants.stream()));
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
            statement.setArray(1, texts(keys.stream().map(ChainKey::tenant)));
            statement.setArray(2, texts(keys.stream().map(ChainKey::name)));
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

    private Array texts(Stream<?> values) throws SQLException {
        return connection.createArrayOf("text", values.map(Object::toString).toArray(String[]::new));
    }
}
