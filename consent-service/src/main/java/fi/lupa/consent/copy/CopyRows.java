// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads what stands and what was recorded about a person, on the connection of the active transaction. */
@ApplicationScoped
class CopyRows {

    /** Whoever has become part of the person is the person: what they said was said by it. */
    private static final String EVENTS = """
        WITH RECURSIVE became (id) AS (
          SELECT ?::text
          UNION SELECT s.id FROM subject s JOIN became b ON s.tenant = ? AND s.merged_into = b.id)
        SELECT event_id FROM journal
        WHERE tenant = ? AND subject IN (SELECT id FROM became) AND payload ->> 'controller' = ? ORDER BY epoch, xid, position\
        """;

    private static final String FACTS = """
        SELECT j.event_id, j.payload::text, CASE WHEN d.event_id IS NOT NULL THEN array_prepend(d.subject, d.shared_with)
            ELSE coalesce(x.subjects, ARRAY[j.subject]) END, d.ciphertext, x.destroyed_at
        FROM journal j
        LEFT JOIN vault_disclosure d ON d.tenant = j.tenant AND d.event_id = j.event_id
        LEFT JOIN disclosure_destroyed x ON x.tenant = j.tenant AND x.event_id = j.event_id
        WHERE j.tenant = ? AND j.event_id = ANY (?) ORDER BY j.epoch, j.xid, j.position\
        """;
    private static final String STATE =
            "SELECT state::text FROM subject WHERE tenant = ? AND id = ? AND status = 'LIVE'";

    private final DataSource database;

    CopyRows(DataSource database) {
        this.database = database;
    }

    /**
     * A fact and what the vault holds for it.
     *
     * @param owners whose keys have sealed it, the innermost first
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
    record Row(UUID event, String fact, List<SubjectId> owners, byte @Nullable [] sealed, boolean destroyed) {

        @Override
        public String toString() {
            return "Row[" + event + "]";
        }
    }

    /** The facts of a person and of all who have become part of it, that concern the controller, oldest first. */
    List<UUID> events(TenantId tenant, SubjectId person, String controller) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(EVENTS)) {
            find.setString(1, person.value());
            find.setObject(2, tenant.value());
            find.setObject(3, tenant.value());
            find.setString(4, controller);
            try (ResultSet rows = find.executeQuery()) {
                List<UUID> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(rows.getObject(1, UUID.class));
                }
                return events;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    List<Row> facts(TenantId tenant, List<UUID> events) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FACTS)) {
            find.setObject(1, tenant.value());
            find.setArray(2, connection.createArrayOf("uuid", events.toArray()));
            try (ResultSet rows = find.executeQuery()) {
                List<Row> facts = new ArrayList<>();
                while (rows.next()) {
                    facts.add(read(rows));
                }
                return facts;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static Row read(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime destroyed = row.getObject(5, OffsetDateTime.class);
        return new Row(
                row.getObject(1, UUID.class),
                row.getString(2),
                Arrays.stream((String[]) row.getArray(3).getArray())
                        .map(SubjectId::parse)
                        .toList(),
                row.getBytes(4),
                destroyed != null);
    }

    /** What stands about a person who is still there. */
    Optional<String> state(TenantId tenant, SubjectId person) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(STATE)) {
            find.setObject(1, tenant.value());
            find.setString(2, person.value());
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
