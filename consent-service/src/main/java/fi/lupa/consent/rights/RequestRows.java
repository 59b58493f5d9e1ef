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
