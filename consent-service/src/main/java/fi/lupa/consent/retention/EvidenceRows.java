// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Evidence in the vault, a part at a time. Marked by the application, destroyed by the retention role. */
@ApplicationScoped
class EvidenceRows {

    /**
     * A record is in use while a state, wherever its identifier is now, names it as a permission that has not expired or that waits; so is the one that
     * it confirmed. What is told of a contact or a relationship is on record as long as the person is.
     */
    private static final String NEXT = """
        WITH RECURSIVE part AS MATERIALIZED (
          SELECT d.event_id, d.unused_since, d.destroy_at, j.kind, j.recorded_at, j.payload ->> 'controller' AS controller,
            (j.payload -> 'rights' ->> 'requestId')::uuid AS request
          FROM vault_disclosure d JOIN journal j ON j.tenant = d.tenant AND j.event_id = d.event_id
          WHERE d.tenant = ? AND d.event_id > ? ORDER BY d.event_id LIMIT ?),
        record (event_id, id, subject, ref) AS (
          SELECT p.event_id, r.id, r.subject, r.ref FROM part p JOIN consent_record r ON r.tenant = ? AND r.event_id = p.event_id
          UNION SELECT o.event_id, c.id, c.subject, c.ref FROM record o JOIN consent_record c ON c.tenant = ? AND c.supersedes = o.id),
        place (event_id, id, subject, ref) AS (
          SELECT event_id, id, subject, ref FROM record
          UNION SELECT p.event_id, p.id, m.to_subject, m.to_ref FROM place p
            JOIN identifier_move m ON m.tenant = ? AND m.subject = p.subject AND m.ref = p.ref),
        used AS (
          SELECT DISTINCT p.event_id FROM place p JOIN subject s ON s.tenant = ? AND s.id = p.subject
          WHERE EXISTS (SELECT FROM jsonb_array_elements(s.state -> 'choices') AS c
            WHERE c -> 'pending' ->> 'recordId' = p.id::text
              OR (c -> 'permission' ->> 'recordId' = p.id::text AND c -> 'permission' ->> 'expiredAt' IS NULL)))
        SELECT p.event_id, p.controller, p.recorded_at, p.unused_since, p.destroy_at,
          CASE WHEN p.kind IN ('contact.described', 'relationship.recorded') OR u.event_id IS NOT NULL
              OR (p.request IS NOT NULL AND q.completed_at IS NULL) THEN 'IN_USE'
            WHEN p.kind IN ('consent.given', 'consent.requested') THEN 'ENDED' ELSE 'PROOF_ALONE' END
        FROM part p LEFT JOIN used u ON u.event_id = p.event_id
        LEFT JOIN rights_request q ON q.tenant = ? AND q.id = p.request
        ORDER BY p.event_id\
        """;

    private static final String MARK = """
        UPDATE vault_disclosure d SET unused_since = m.since, destroy_at = m.until
        FROM unnest(?, ?, ?) AS m (event_id, since, until) WHERE d.tenant = ? AND d.event_id = m.event_id\
        """;
    private static final String DESTROY = "SELECT destroy_evidence(?, ?, ?)";
    private static final int BINDS_OF_TENANT_AFTER_LIMIT = 5;

    private final javax.sql.DataSource database;
    private final javax.sql.DataSource retention;

    EvidenceRows(javax.sql.DataSource database, @DataSource("retention") javax.sql.DataSource retention) {
        this.database = database;
        this.retention = retention;
    }

    /** Returns the evidence after this event, in the order of event ids; on the connection of the active transaction. */
    List<Evidence> next(TenantId tenant, UUID after, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(NEXT)) {
            find.setObject(1, tenant.value());
            find.setObject(2, after);
            find.setInt(3, most);
            for (int i = 1; i <= BINDS_OF_TENANT_AFTER_LIMIT; i++) {
                find.setObject(3 + i, tenant.value());
            }
            try (ResultSet rows = find.executeQuery()) {
                List<Evidence> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(read(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static Evidence read(ResultSet row) throws SQLException {
        return new Evidence(
                row.getObject(1, UUID.class),
                row.getString(2),
                Evidence.Use.valueOf(row.getString(6)),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                instant(row, 4),
                instant(row, 5));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Notes since when evidence is unused and when it is destroyed; on the connection of the active transaction. */
    void mark(TenantId tenant, List<Evidence> judged) {
        try (Connection connection = database.getConnection();
                PreparedStatement mark = connection.prepareStatement(MARK)) {
            mark.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", judged.stream().map(Evidence::event).toArray()));
            mark.setArray(
                    2,
                    connection.createArrayOf(
                            "timestamptz",
                            judged.stream().map(one -> time(one.unusedSince())).toArray()));
            mark.setArray(
                    3,
                    connection.createArrayOf(
                            "timestamptz",
                            judged.stream().map(one -> time(one.destroyAt())).toArray()));
            mark.setObject(4, tenant.value());
            mark.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** Destroys at most so many pieces whose date has passed, in a transaction of the retention role; returns how many. */
    int destroy(TenantId tenant, Instant now, int most) {
        try (Connection connection = retention.getConnection();
                PreparedStatement destroy = connection.prepareStatement(DESTROY)) {
            destroy.setObject(1, tenant.value());
            destroy.setObject(2, now.atOffset(ZoneOffset.UTC));
            destroy.setInt(3, most);
            try (ResultSet row = destroy.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
