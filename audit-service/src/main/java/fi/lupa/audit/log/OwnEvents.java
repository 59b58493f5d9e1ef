// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.leaf.About;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Where this service leaves what it has to log itself, in the transaction that does what is told of. The sequencer takes it from
 * here as from one more partition: each once, counted like every offset.
 */
public final class OwnEvents {

    /** The name under which these events are accounted for beside the topics. */
    static final String SOURCE = "audit-service";

    private static final int MOST = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INSERT = "INSERT INTO own_event"
            + " (tenant, id, kind, at, controller, subject, purpose, concerns, details, digests)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** By LATERAL, so that the plan asks the index of seen events for each of these few and never reads all of them. */
    private static final String WAITING = """
            SELECT o.tenant, o.id, o.kind, o.at, o.controller, o.subject, o.purpose, o.concerns, o.details, o.digests
            FROM own_event AS o LEFT JOIN LATERAL (
              SELECT true AS found FROM event_seen AS s WHERE s.tenant = o.tenant AND s.event_id = o.id LIMIT 1) AS s ON true
            WHERE s.found IS NULL ORDER BY o.at, o.id LIMIT ?""";

    private OwnEvents() {}

    /** Leaves an event; it will be logged if and only if the caller's transaction commits. */
    public static void add(Connection connection, OwnEvent event) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, event.tenant());
            statement.setObject(2, event.id());
            statement.setString(3, event.kind());
            statement.setObject(4, event.at().atOffset(ZoneOffset.UTC));
            statement.setString(5, event.about().controller());
            statement.setString(6, event.about().subject());
            statement.setString(7, event.about().purpose());
            statement.setArray(
                    8, connection.createArrayOf("text", event.about().concerns().toArray()));
            statement.setString(9, event.details().toString());
            statement.setArray(
                    10, connection.createArrayOf("text", event.digests().toArray()));
            statement.executeUpdate();
        }
    }

    /** Returns what is not logged yet, oldest first. */
    static List<OwnEvent> waiting(Connection connection) throws SQLException {
        List<OwnEvent> events = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
            statement.setInt(1, MOST);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    events.add(event(row));
                }
            }
        }
        connection.commit();
        return events;
    }

    private static OwnEvent event(ResultSet row) throws SQLException {
        About about = new About(
                row.getString("controller"),
                row.getString("subject"),
                row.getString("purpose"),
                null,
                null,
                null,
                texts(row.getArray("concerns")));
        return new OwnEvent(
                row.getObject("tenant", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                about,
                details(row.getString("details")),
                texts(row.getArray("digests")));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static ObjectNode details(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the details of an event of our own", e);
        }
    }
}
