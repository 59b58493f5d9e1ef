// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import fi.lupa.platform.id.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Events about decisions that the broker has not acknowledged yet. An event that is added in a transaction is published if and
 * only if the transaction commits: at least once, always with the same id.
 */
public final class DecisionOutbox {

    private static final String ADD = """
            INSERT INTO decision_event_outbox (tenant, id, kind, key, at, value) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;
    private static final String TAKE = """
            SELECT tenant, id, kind, key, at, value FROM decision_event_outbox ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED
            """;

    private DecisionOutbox() {}

    /** Adds an event in the connection's transaction; the connection is the writer's. */
    public static void add(Connection writer, DecisionEvent event) throws SQLException {
        try (PreparedStatement insert = writer.prepareStatement(ADD)) {
            insert.setObject(1, event.tenant().value());
            insert.setObject(2, event.id());
            insert.setString(3, event.kind());
            insert.setString(4, event.key());
            insert.setTimestamp(5, Timestamp.from(event.at()));
            insert.setString(6, event.value());
            insert.executeUpdate();
        }
    }

    /** Takes some, oldest first; they are held until the transaction ends, and other replicas pass them by. */
    static List<DecisionEvent> take(Connection writer, int most) throws SQLException {
        try (PreparedStatement select = writer.prepareStatement(TAKE)) {
            select.setInt(1, most);
            List<DecisionEvent> events = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(new DecisionEvent(
                            new TenantId(row.getObject(1, UUID.class)),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            row.getString(4),
                            row.getTimestamp(5).toInstant(),
                            row.getString(6)));
                }
            }
            return events;
        }
    }

    /** Forgets events that the broker has acknowledged. */
    static void remove(Connection writer, List<DecisionEvent> acknowledged) throws SQLException {
        try (PreparedStatement delete =
                writer.prepareStatement("DELETE FROM decision_event_outbox WHERE tenant = ? AND id = ?")) {
            for (DecisionEvent event : acknowledged) {
                delete.setObject(1, event.tenant().value());
                delete.setObject(2, event.id());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
