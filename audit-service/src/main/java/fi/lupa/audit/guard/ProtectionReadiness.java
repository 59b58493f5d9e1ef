// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.guard;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Names the protections that only a superuser can set up, where one is missing; the service is ready all the same. */
@Readiness
@Singleton
final class ProtectionReadiness implements HealthCheck {

    private static final String MISSING = """
            SELECT string_agg(name, ', ') FROM unnest(ARRAY['lupa_audit_refuse_drop', 'lupa_audit_refuse_disabled_trigger']) AS name
            WHERE NOT EXISTS (SELECT FROM pg_event_trigger AS t WHERE t.evtname = name AND t.evtenabled = 'A')""";

    private final DataSource database;

    ProtectionReadiness(DataSource database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MISSING)) {
            row.next();
            String missing = row.getString(1);
            return HealthCheckResponse.named("log protection")
                    .up()
                    .withData("degraded", missing == null ? "no" : "missing event triggers: " + missing)
                    .build();
        } catch (SQLException e) {
            return HealthCheckResponse.named("log protection").down().build();
        }
    }
}
