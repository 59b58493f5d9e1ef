// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.support;

import fi.lupa.local.infrastructure.LocalStack;
import fi.lupa.local.infrastructure.Part;
import fi.lupa.platform.identifier.IdentifierKeysetFile;
import fi.lupa.platform.token.LinkKeyFile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real PostgreSQL, broker and issuer, with the database, roles, topics and key files of this service. */
public final class PreferenceStack implements QuarkusTestResourceLifecycleManager {

    /** Set for tests that read the key files themselves. */
    public static final String KEYSET = "lupa.identifiers.keyset";

    /** Set for tests that mint tokens themselves. */
    public static final String LINK_KEY = "lupa.link-key";

    /** Where this service publishes. */
    public static final String DECISION_EVENTS = "lupa.decision-events.v1";

    private static final String DATABASE = "preference";
    private static final List<String> LOGINS =
            List.of("lupa_preference_migrator", "lupa_preference_writer", "lupa_preference_reader");
    private static final List<String> TOPICS =
            List.of("lupa.permission-states.v1", "lupa.suppressions.v1", "lupa.catalogue.v1", "lupa.contacts.v1");

    /** The parts; asking again gives the same ones. */
    public static LocalStack stack() {
        return LocalStack.with(Part.POSTGRES, Part.KAFKA, Part.ISSUER);
    }

    /** The password of a login role in these tests. */
    public static String password(String role) {
        return "made-up-" + role;
    }

    @Override
    public Map<String, String> start() {
        LocalStack stack = stack();
        prepare(stack);
        Path keys = keys();
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.jdbc.url", stack.postgres().jdbcUrl(DATABASE));
        settings.put("quarkus.datasource.password", password("lupa_preference_reader"));
        settings.put("quarkus.datasource.writer.password", password("lupa_preference_writer"));
        settings.put("quarkus.flyway.password", password("lupa_preference_migrator"));
        settings.put("quarkus.oidc.auth-server-url", stack.issuer().url());
        settings.put("kafka.bootstrap.servers", stack.kafka().bootstrapServers());
        settings.put(KEYSET, keys.resolve("keyset.json").toString());
        settings.put("lupa.public-url", "https://consent.example.invalid");
        settings.put("lupa.quota.least", "100000000");
        settings.put("lupa.audience.held-lines", "2000");
        settings.put("lupa.audience.stall", "2S");
        settings.put("lupa.audience.patience", "20S");
        settings.put(LINK_KEY, keys.resolve("link-key").toString());
        settings.put("lupa.records.directory", keys.resolve("records").toString());
        settings.put("lupa.records.segment-period", "PT0.5S");
        return settings;
    }

    @Override
    public void stop() {
        // The parts end with the JVM, so that several applications under test share them.
    }

    private static void prepare(LocalStack stack) {
        if (!exists(stack)) {
            stack.postgres().createDatabase(DATABASE);
            stack.postgres().runScript(DATABASE, bootstrap());
            TOPICS.forEach(topic -> stack.kafka().createTopic(topic, 3, Map.of("cleanup.policy", "compact")));
            stack.kafka().createTopic(DECISION_EVENTS, 3, Map.of("cleanup.policy", "delete"));
        }
    }

    private static boolean exists(LocalStack stack) {
        try (Connection connection = stack.postgres().connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            return result.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection of the projector's role to a database with this service's roles. */
    public static Connection writer(String database) throws SQLException {
        String role = "lupa_preference_writer";
        return DriverManager.getConnection(stack().postgres().jdbcUrl(database), role, password(role));
    }

    /** What a superuser does once in a new database. */
    public static String bootstrap() {
        try {
            String script = Files.readString(Path.of("src/main/database/bootstrap.sql"));
            for (String login : LOGINS) {
                script = script.replace("${" + login + ".password}", password(login));
            }
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path keys() {
        try {
            Path keys = Files.createTempDirectory(Files.createDirectories(Path.of("target/keys")), "run");
            IdentifierKeysetFile.create(keys.resolve("keyset.json"));
            LinkKeyFile.create(keys.resolve("link-key"));
            return keys.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
