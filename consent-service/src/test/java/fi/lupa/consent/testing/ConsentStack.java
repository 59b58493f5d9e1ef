// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.testing;

import fi.lupa.consent.vault.VaultKeysetFile;
import fi.lupa.local.infrastructure.LocalStack;
import fi.lupa.local.infrastructure.Part;
import fi.lupa.local.infrastructure.PostgresServer;
import fi.lupa.platform.identifier.IdentifierKeysetFile;
import fi.lupa.platform.token.LinkKeyFile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real PostgreSQL, Kafka, issuer and mail catcher that every Quarkus test of this module runs against. */
public final class ConsentStack implements QuarkusTestResourceLifecycleManager {

    /** The login roles; in the tests each has its own name as its password. */
    public static final List<String> ROLES =
            List.of("lupa_consent_migrator", "lupa_consent_app", "lupa_consent_relay", "lupa_consent_retention");

    private static final String DATABASE = "consent";
    private static final String READY = "lupa.test.consent-database";

    @Override
    public Map<String, String> start() {
        LocalStack stack = stack();
        synchronized (System.getProperties()) {
            if (System.getProperty(READY) == null) {
                createDatabase(stack.postgres());
                System.setProperty(READY, "true");
            }
        }
        Map<String, String> config = new HashMap<>(keys());
        config.put("quarkus.datasource.jdbc.url", stack.postgres().jdbcUrl(DATABASE));
        config.put("quarkus.datasource.password", "lupa_consent_app");
        config.put("quarkus.datasource.relay.password", "lupa_consent_relay");
        config.put("quarkus.datasource.retention.password", "lupa_consent_retention");
        config.put("quarkus.flyway.password", "lupa_consent_migrator");
        config.put("quarkus.oidc.auth-server-url", stack.issuer().url());
        config.put("kafka.bootstrap.servers", stack.kafka().bootstrapServers());
        config.put("quarkus.mailer.host", "127.0.0.1");
        config.put("quarkus.mailer.port", Integer.toString(stack.mail().port()));
        config.put("quarkus.mailer.mock", "false");
        return config;
    }

    /** The parts that run; ended with the JVM. */
    public static LocalStack stack() {
        return LocalStack.with(Part.POSTGRES, Part.KAFKA, Part.ISSUER, Part.MAIL);
    }

    /** The name of the service's database. */
    public static String database() {
        return DATABASE;
    }

    @Override
    public void stop() {}

    private static void createDatabase(PostgresServer postgres) {
        try {
            String script = Files.readString(Path.of("src/main/database/bootstrap.sql"));
            for (String role : ROLES) {
                script = script.replace("${" + role + ".password}", role);
            }
            postgres.createDatabase(DATABASE);
            postgres.runScript(DATABASE, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> keys() {
        try {
            Path keys = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "keys");
            IdentifierKeysetFile.create(keys.resolve("identifiers"));
            VaultKeysetFile.create(keys.resolve("vault"));
            LinkKeyFile.create(keys.resolve("link"));
            return Map.of(
                    "lupa.identifiers.keyset", keys.resolve("identifiers").toString(),
                    "lupa.vault.keyset", keys.resolve("vault").toString(),
                    "lupa.link-key", keys.resolve("link").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
