// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.guard;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stops the start of a service whose database could forget, or whose roles may more than they need. */
@Singleton
final class DatabaseGuard {

    private static final int BEFORE_THE_SEQUENCER = 100;

    private static final String POWERS = """
            SELECT r.rolname, r.rolsuper, r.rolbypassrls, pg_has_role(r.oid, 'lupa_audit_owner', 'MEMBER'),
              EXISTS (SELECT FROM pg_class AS c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace)
            FROM pg_roles AS r WHERE r.rolname = current_user""";

    private static final List<String> NAMES =
            List.of("is superuser", "passes row-level security", "may become the owner", "owns a table");

    private final javax.sql.DataSource reader;
    private final javax.sql.DataSource writer;

    DatabaseGuard(javax.sql.DataSource reader, @DataSource("writer") javax.sql.DataSource writer) {
        this.reader = reader;
        this.writer = writer;
    }

    void check(@Observes @Priority(BEFORE_THE_SEQUENCER) StartupEvent start) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (Connection reading = reader.getConnection();
                Connection writing = writer.getConnection()) {
            findings.addAll(powers(reading));
            findings.addAll(powers(writing));
            findings.addAll(Durability.unsafe(settings(writing)));
        }
        if (!findings.isEmpty()) {
            throw new IllegalStateException("Refused to start: " + String.join("; ", findings) + ".");
        }
    }

    /** Returns what the role of this connection may that it must not. */
    static List<String> powers(Connection connection) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(POWERS)) {
            row.next();
            for (int i = 0; i < NAMES.size(); i++) {
                if (row.getBoolean(i + 2)) {
                    findings.add("role " + row.getString(1) + " " + NAMES.get(i));
                }
            }
        }
        return findings;
    }

    static Map<String, String> settings(Connection connection) throws SQLException {
        Map<String, String> settings = new HashMap<>();
        for (String name : Durability.SAFE.keySet()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT current_setting('" + name + "')")) {
                row.next();
                settings.put(name, row.getString(1));
            }
        }
        return settings;
    }
}
