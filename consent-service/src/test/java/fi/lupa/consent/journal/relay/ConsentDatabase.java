// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.local.infrastructure.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** A consent database with all its roles, each with its name as its password, on a server of a test. */
record ConsentDatabase(PostgresServer server, String name) {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    /** Creates roles and tables as the launcher and Flyway do. */
    static ConsentDatabase create(PostgresServer server) {
        ConsentDatabase database = empty(server);
        server.runScript(database.name(), "SET ROLE lupa_consent_owner;\n" + schema());
        return database;
    }

    /** Creates the roles and no tables. */
    static ConsentDatabase empty(PostgresServer server) {
        ConsentDatabase database = new ConsentDatabase(
                server, "consent_" + UUID.randomUUID().toString().substring(0, 8));
        server.createDatabase(database.name());
        server.runScript(database.name(), bootstrap());
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

    /** All migrations, in the order of their versions. */
    private static String schema() {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            StringBuilder schema = new StringBuilder();
            for (Path file : files.sorted(Comparator.comparingInt(ConsentDatabase::version))
                    .toList()) {
                schema.append(Files.readString(file)).append('\n');
            }
            return schema.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path migration) {
        String name = migration.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }
}
