// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.disclosure;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads what the vault holds for facts, on the connection of the active transaction. */
@ApplicationScoped
class DisclosureRows {

    private static final String FIND = """
        SELECT j.event_id, CASE WHEN d.event_id IS NOT NULL THEN array_prepend(d.subject, d.shared_with)
            ELSE coalesce(x.subjects, ARRAY[j.subject]) END, d.ciphertext, x.destroyed_at
        FROM journal j
        LEFT JOIN vault_disclosure d ON d.tenant = j.tenant AND d.event_id = j.event_id
        LEFT JOIN disclosure_destroyed x ON x.tenant = j.tenant AND x.event_id = j.event_id
        WHERE j.tenant = ? AND j.event_id = ANY (?) AND j.subject IS NOT NULL AND j.payload ->> 'controller' = ANY (?)\
        """;
    private static final String ERASING = """
        WITH RECURSIVE person (id) AS (
          SELECT ?::text
          UNION SELECT s.merged_into FROM subject s JOIN person p ON s.tenant = ? AND s.id = p.id AND s.merged_into IS NOT NULL)
        SELECT j.event_id FROM journal j JOIN person p ON j.subject = p.id
        WHERE j.tenant = ? AND j.kind = 'subject.erased' ORDER BY j.epoch, j.xid, j.position LIMIT 1\
        """;

    private final DataSource database;

    DisclosureRows(DataSource database) {
        this.database = database;
    }

    /**
     * What there is for one fact.
     *
     * @param owners whose keys have sealed it, the innermost first
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
    record Row(
            UUID event,
            List<SubjectId> owners,
            byte @Nullable [] sealed,
            @Nullable Instant destroyedAt) {

        @Override
        public String toString() {
            return "Row[" + event + "]";
        }
    }

    /** Finds the facts among these that concern the controllers. */
    Map<UUID, Row> find(TenantId tenant, Collection<UUID> events, Set<String> controllers) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, tenant.value());
            find.setArray(2, connection.createArrayOf("uuid", events.toArray()));
            find.setArray(3, connection.createArrayOf("text", controllers.toArray()));
            try (ResultSet rows = find.executeQuery()) {
                Map<UUID, Row> found = new HashMap<>();
                while (rows.next()) {
                    UUID event = rows.getObject(1, UUID.class);
                    found.put(event, read(event, rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static Row read(UUID event, ResultSet row) throws SQLException {
        @Nullable OffsetDateTime destroyed = row.getObject(4, OffsetDateTime.class);
        return new Row(
                event,
                Arrays.stream((String[]) row.getArray(2).getArray())
                        .map(SubjectId::parse)
                        .toList(),
                row.getBytes(3),
                destroyed == null ? null : destroyed.toInstant());
    }

    /** Finds the event that erased the subject, or the one it had become part of. */
    Optional<UUID> erasing(TenantId tenant, SubjectId subject) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(ERASING)) {
            find.setString(1, subject.value());
            find.setObject(2, tenant.value());
            find.setObject(3, tenant.value());
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
