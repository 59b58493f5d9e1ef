// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import fi.lupa.consent.catalogue.LifeTime;
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
import javax.sql.DataSource;

/** The policies in the database, on the connection of the active transaction. */
@ApplicationScoped
public class RetentionPolicies {

    private static final String INSERT = """
        INSERT INTO retention_policy (tenant, controller, kind, ordinal, keep_for, justification, recorded_by, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    private static final String CURRENT = """
        SELECT DISTINCT ON (controller, kind) controller, kind, ordinal, keep_for, justification, recorded_by, recorded_at
        FROM retention_policy WHERE tenant = ? AND controller = ANY (?) ORDER BY controller, kind, ordinal DESC\
        """;

    private final DataSource database;

    RetentionPolicies(DataSource database) {
        this.database = database;
    }

    /** Returns the policy in force, if the controller has one. */
    public Optional<RetentionPolicy> current(TenantId tenant, String controller, RetentionKind kind) {
        return current(tenant, Set.of(controller)).stream()
                .filter(policy -> policy.kind() == kind)
                .findFirst();
    }

    List<RetentionPolicy> current(TenantId tenant, Set<String> controllers) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(CURRENT)) {
            find.setObject(1, tenant.value());
            find.setArray(2, connection.createArrayOf("text", controllers.toArray()));
            try (ResultSet rows = find.executeQuery()) {
                List<RetentionPolicy> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(read(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static RetentionPolicy read(ResultSet row) throws SQLException {
        return new RetentionPolicy(
                row.getString("controller"),
                RetentionKind.valueOf(row.getString("kind")),
                row.getInt("ordinal"),
                new LifeTime(row.getString("keep_for")),
                row.getString("justification"),
                row.getString("recorded_by"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    void insert(TenantId tenant, RetentionPolicy policy) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, tenant.value());
            insert.setString(2, policy.controller());
            insert.setString(3, policy.kind().name());
            insert.setInt(4, policy.version());
            insert.setString(5, policy.keepFor().text());
            insert.setString(6, policy.justification());
            insert.setString(7, policy.recordedBy());
            insert.setObject(8, policy.recordedAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
