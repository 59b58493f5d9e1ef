// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Stops the start when a login role could get round row-level security. */
@Singleton
final class LoginRoles {

    private static final String POWERS = """
            SELECT r.rolsuper, r.rolbypassrls,
              EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relowner = r.oid),
              EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relowner <> r.oid
                  AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
            FROM pg_roles r WHERE r.rolname = session_user""";
    private static final List<String> NAMES =
            List.of("is a superuser", "has BYPASSRLS", "owns a table", "can become the owner of a table");

    private final List<javax.sql.DataSource> databases;

    LoginRoles(
            javax.sql.DataSource application,
            @DataSource("relay") javax.sql.DataSource relay,
            @DataSource("retention") javax.sql.DataSource retention) {
        databases = List.of(application, relay, retention);
    }

    void check(@Observes @Priority(10) StartupEvent start) throws SQLException {
        for (javax.sql.DataSource database : databases) {
            try (Connection connection = database.getConnection()) {
                List<String> powers = powers(connection);
                if (!powers.isEmpty()) {
                    String role = connection.getMetaData().getUserName();
                    throw new IllegalStateException(
                            "Refused to start: login role " + role + " " + String.join(", ", powers) + ".");
                }
            }
        }
    }

    /** What the role of this connection can do that no login role of a service may. */
    static List<String> powers(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POWERS);
                ResultSet row = statement.executeQuery()) {
            row.next();
            List<String> powers = new ArrayList<>();
            for (int i = 0; i < NAMES.size(); i++) {
                if (row.getBoolean(i + 1)) {
                    powers.add(NAMES.get(i));
                }
            }
            return powers;
        }
    }
}
