// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Orders to tell people, on the connection of the active transaction. */
@ApplicationScoped
class NoticeChangeRows {

    private static final String COLUMNS = """
            SELECT id, notice, version, controllers, dry_run, recorded_at, effective_from, stage, listed_to, found FROM notice_change
            """;
    private static final String INSERT = """
            INSERT INTO notice_change
              (tenant, id, notice, version, controllers, dry_run, client, recorded_at, effective_from, stage, listed_to, found)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String OPEN =
            COLUMNS + "WHERE tenant = ? AND stage IN ('WAITING', 'LISTING', 'TELLING') ORDER BY id";
    private static final String FIND = COLUMNS + "WHERE tenant = ? AND id = ?";
    private static final String OF_VERSION =
            COLUMNS + "WHERE tenant = ? AND notice = ? AND version = ? AND NOT dry_run";
    private static final String ADVANCE =
            "UPDATE notice_change SET stage = ?, listed_to = ?, found = ? WHERE tenant = ? AND id = ?";

    private final DataSource database;

    NoticeChangeRows(DataSource database) {
        this.database = database;
    }

    /** Returns false, and stores nothing, if the version has its order. */
    boolean insert(TenantId tenant, NoticeChange change, String client) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, tenant.value());
            insert.setObject(2, change.id());
            insert.setString(3, change.notice());
            insert.setString(4, change.version());
            insert.setArray(
                    5, connection.createArrayOf("text", change.controllers().toArray()));
            insert.setBoolean(6, change.dryRun());
            insert.setString(7, client);
            insert.setObject(8, change.recordedAt().atOffset(ZoneOffset.UTC));
            insert.setObject(9, change.effectiveFrom().atOffset(ZoneOffset.UTC));
            insert.setString(10, change.stage().name());
            insert.setString(11, change.listedTo());
            insert.setInt(12, change.found());
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Those that are not over. */
    List<NoticeChange> open(TenantId tenant) {
        return find(OPEN, tenant.value());
    }

    Optional<NoticeChange> find(TenantId tenant, UUID id) {
        return find(FIND, tenant.value(), id).stream().findFirst();
    }

    /** The one order to tell people of a version. */
    Optional<NoticeChange> ofVersion(TenantId tenant, String notice, String version) {
        return find(OF_VERSION, tenant.value(), notice, version).stream().findFirst();
    }

    void advance(TenantId tenant, NoticeChange change) {
        try (Connection connection = database.getConnection();
                PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            advance.setString(1, change.stage().name());
            advance.setString(2, change.listedTo());
            advance.setInt(3, change.found());
            advance.setObject(4, tenant.value());
            advance.setObject(5, change.id());
            advance.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private List<NoticeChange> find(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                find.setObject(i + 1, values[i]);
            }
            try (ResultSet row = find.executeQuery()) {
                List<NoticeChange> found = new ArrayList<>();
                while (row.next()) {
                    found.add(read(row));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static NoticeChange read(ResultSet row) throws SQLException {
        return new NoticeChange(
                row.getObject("id", UUID.class),
                row.getString("notice"),
                row.getString("version"),
                Set.of((String[]) row.getArray("controllers").getArray()),
                row.getBoolean("dry_run"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getObject("effective_from", OffsetDateTime.class).toInstant(),
                NoticeChange.Stage.valueOf(row.getString("stage")),
                row.getString("listed_to"),
                row.getInt("found"));
    }
}
