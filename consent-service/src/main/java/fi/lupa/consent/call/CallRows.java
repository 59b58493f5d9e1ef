// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Calls, on the connection of the active transaction. */
@ApplicationScoped
class CallRows {

    private static final String INSERT = """
            INSERT INTO call_session (tenant, id, controller, subject, sealed, client, notice, notice_version, notice_language, listeners,
              started_at, ai_disclosed_at, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String FIND = """
            SELECT controller, subject, sealed, notice, notice_version, notice_language, listeners, started_at, ai_disclosed_at, stopped_at,
              ended_at FROM call_session WHERE tenant = ? AND id = ?""";
    /** The first counts. */
    private static final String STOP =
            "UPDATE call_session SET stopped_at = coalesce(stopped_at, ?) WHERE tenant = ? AND id = ?";

    private static final String END =
            "UPDATE call_session SET ended_at = coalesce(ended_at, ?) WHERE tenant = ? AND id = ?";

    private final DataSource database;

    CallRows(DataSource database) {
        this.database = database;
    }

    void insert(TenantId tenant, Call call, String client, Instant recordedAt) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, tenant.value());
            insert.setObject(2, call.id());
            insert.setString(3, call.controller());
            insert.setString(4, call.subject().value());
            insert.setBytes(5, call.sealed());
            insert.setString(6, client);
            insert.setString(7, call.notice().id());
            insert.setString(8, call.notice().version());
            insert.setString(9, call.notice().language());
            insert.setArray(
                    10, connection.createArrayOf("uuid", call.listeners().toArray()));
            insert.setObject(11, call.startedAt().atOffset(ZoneOffset.UTC));
            insert.setObject(12, call.aiDisclosedAt().atOffset(ZoneOffset.UTC));
            insert.setObject(13, recordedAt.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    Optional<Call> find(TenantId tenant, UUID id) {
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

    void stop(TenantId tenant, UUID id, Instant at) {
        run(STOP, tenant, id, at);
    }

    void end(TenantId tenant, UUID id, Instant at) {
        run(END, tenant, id, at);
    }

    private void run(String sql, TenantId tenant, UUID id, Instant at) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, at.atOffset(ZoneOffset.UTC));
            update.setObject(2, tenant.value());
            update.setObject(3, id);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static Call read(UUID id, ResultSet row) throws SQLException {
        return new Call(
                id,
                row.getString("controller"),
                SubjectId.parse(row.getString("subject")),
                row.getBytes("sealed"),
                new CallBody.SpokenNotice(
                        row.getString("notice"), row.getString("notice_version"), row.getString("notice_language")),
                List.of((UUID[]) row.getArray("listeners").getArray()),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("ai_disclosed_at", OffsetDateTime.class).toInstant(),
                instant(row, "stopped_at"),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
