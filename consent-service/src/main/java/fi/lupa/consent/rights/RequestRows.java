// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.permission.domain.RightsRequest;
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
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table of requests, on the connection of the active transaction. */
@ApplicationScoped
class RequestRows {

    private static final String INSERT = """
            INSERT INTO rights_request
              (tenant, id, controller, subjects, kind, identity, client, received_at, due_at, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String COMPLETE =
            "UPDATE rights_request SET outcome = ?, identity = ?, completed_at = ? WHERE tenant = ? AND id = ?";
    private static final String FIND = """
            SELECT controller, subjects, kind, identity, received_at, due_at, outcome, completed_at, parted FROM rights_request
            WHERE tenant = ? AND id = ?""";
    private static final String ERASURE = """
            WITH RECURSIVE person (id) AS (
              SELECT ?::text
              UNION SELECT s.merged_into FROM subject s JOIN person p ON s.tenant = ? AND s.id = p.id AND s.merged_into IS NOT NULL)
            SELECT (SELECT max(k.destroy_at) FROM sealed_proof k WHERE k.tenant = j.tenant AND k.controller = ?
                AND k.request = (j.payload #>> '{erasure,requestId}')::uuid)
            FROM journal j JOIN person p ON j.subject = p.id WHERE j.tenant = ? AND j.kind = 'subject.erased' LIMIT 1""";

    private final DataSource database;

    RequestRows(DataSource database) {
        this.database = database;
    }

    void insert(TenantId tenant, String client, RequestRow row, Instant recordedAt) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, tenant.value());
            insert.setObject(2, row.id());
            insert.setString(3, row.controller());
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            "text",
                            row.subjects().stream().map(SubjectId::value).toArray()));
            insert.setString(5, row.kind().name());
            insert.setString(6, row.identity().name());
            insert.setString(7, client);
            insert.setObject(8, row.receivedAt().atOffset(ZoneOffset.UTC));
            insert.setObject(9, row.dueAt().atOffset(ZoneOffset.UTC));
            insert.setObject(10, recordedAt.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    void complete(TenantId tenant, UUID id, Outcome outcome, Identity identity, Instant when) {
        try (Connection connection = database.getConnection();
                PreparedStatement complete = connection.prepareStatement(COMPLETE)) {
            complete.setString(1, outcome.name());
            complete.setString(2, identity.name());
            complete.setObject(3, when.atOffset(ZoneOffset.UTC));
            complete.setObject(4, tenant.value());
            complete.setObject(5, id);
            complete.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    Optional<RequestRow> find(TenantId tenant, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, tenant.value());
            find.setObject(2, id);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(read(id, row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /**
     * What was kept of an erased person at a controller.
     *
     * @param proofUntil when the sealed proof is destroyed, if there is one
     */
    record Erasure(Optional<Instant> proofUntil) {}

    /** Nothing of somebody who was not erased. */
    Optional<Erasure> erasure(TenantId tenant, SubjectId subject, String controller) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(ERASURE)) {
            find.setString(1, subject.value());
            find.setObject(2, tenant.value());
            find.setString(3, controller);
            find.setObject(4, tenant.value());
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                @Nullable OffsetDateTime until = row.getObject(1, OffsetDateTime.class);
                return Optional.of(new Erasure(Optional.ofNullable(until).map(OffsetDateTime::toInstant)));
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static RequestRow read(UUID id, ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new RequestRow(
                id,
                row.getString("controller"),
                Arrays.stream((String[]) row.getArray("subjects").getArray())
                        .map(SubjectId::parse)
                        .toList(),
                RightsRequest.Kind.valueOf(row.getString("kind")),
                Identity.valueOf(row.getString("identity")),
                instant(row, "received_at").orElseThrow(),
                instant(row, "due_at").orElseThrow(),
                outcome == null ? null : Outcome.valueOf(outcome),
                instant(row, "completed_at").orElse(null),
                row.getBoolean("parted"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
