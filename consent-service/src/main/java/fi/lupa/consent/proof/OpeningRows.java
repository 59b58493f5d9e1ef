// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.proof;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table of openings, on the connection of the active transaction. */
@ApplicationScoped
class OpeningRows {

    private static final String INSERT = """
        INSERT INTO proof_opening (tenant, id, controller, request, case_id, asked_by, asked_at) VALUES (?, ?, ?, ?, ?, ?, ?)\
        """;
    private static final String RELEASE = """
        UPDATE proof_opening SET released_by = ?, released_at = ? WHERE tenant = ? AND id = ? AND released_at IS NULL\
        """;
    private static final String FIND = """
        SELECT controller, request, case_id, asked_by, asked_at, released_by, released_at FROM proof_opening
        WHERE tenant = ? AND id = ?\
        """;

    private final DataSource database;

    OpeningRows(DataSource database) {
        this.database = database;
    }

    /** A row. */
    record Opening(
            UUID id,
            String controller,
            UUID request,
            String caseId,
            String askedBy,
            Instant askedAt,
            @Nullable String releasedBy,
            @Nullable Instant releasedAt) {}

    void insert(TenantId tenant, Opening opening) {
        run(
                INSERT,
                tenant.value(),
                opening.id(),
                opening.controller(),
                opening.request(),
                opening.caseId(),
                opening.askedBy(),
                opening.askedAt().atOffset(ZoneOffset.UTC));
    }

    void release(TenantId tenant, UUID id, String by, Instant now) {
        run(RELEASE, by, now.atOffset(ZoneOffset.UTC), tenant.value(), id);
    }

    Optional<Opening> find(TenantId tenant, UUID id) {
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

    private static Opening read(UUID id, ResultSet row) throws SQLException {
        @Nullable OffsetDateTime released = row.getObject(7, OffsetDateTime.class);
        return new Opening(
                id,
                row.getString(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getString(6),
                released == null ? null : released.toInstant());
    }

    private void run(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
