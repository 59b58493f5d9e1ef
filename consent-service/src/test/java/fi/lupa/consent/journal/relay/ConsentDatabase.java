// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.local.infrastructure.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A consent database with all its roles, each with its name as its password, on a server of a test. */
record ConsentDatabase(PostgresServer server, String name) {

    /** Creates roles and tables as the launcher and Flyway do. */
    static ConsentDatabase create(PostgresServer server) {
        ConsentDatabase database = new ConsentDatabase(
                server, "consent_" + UUID.randomUUID().toString().substring(0, 8));
        server.createDatabase(database.name());
        server.runScript(database.name(), bootstrap());
        server.runScript(database.name(), "SET ROLE lupa_consent_owner;\n" + schema());
        return database;
    }

    /** The same database on another server, or after its server was replaced. */
    ConsentDatabase on(PostgresServer other) {
        return new ConsentDatabase(other, name);
    }

    RelayDatabase relay() {
        return new RelayDatabase(server.jdbcUrl(name), "lupa_consent_relay", "lupa_consent_relay");
    }

    RelayDatabase app() {
        return new RelayDatabase(server.jdbcUrl(name), "lupa_consent_app", "lupa_consent_app");
    }

    void asSuperuser(String sql) {
        server.runScript(name, sql);
    }

    String ask(String sql) {
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String bootstrap() {
        try {
            String root = System.getProperty("lupa.root", ".");
            String text = Files.readString(Path.of(root, "consent-service/src/main/database/bootstrap.sql"));
            return text.replaceAll("\\$\\{([a-z_]+)\\.password}", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String schema() {
        try (InputStream file = ConsentDatabase.class.getResourceAsStream("/db/migration/V1__consent_core.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
