// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.testing;

import fi.lupa.consent.vault.VaultKeysetFile;
import fi.lupa.local.infrastructure.LocalStack;
import fi.lupa.local.infrastructure.MailCatcher;
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

    /** The tenant whose mailbox is read, and the mailbox. */
    public static final String MAILBOX_TENANT = "t-postilaatikko";

    public static final String MAILBOX = "kiellot@koe.example.fi";

    private static final String DATABASE = "consent";
    private static final String POSTBOX = "lupa.test.postbox";
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
        mailbox(config, "koe", postbox());
        // A port at which nobody answers.
        mailbox(config, "poissa", 1);
        return config;
    }

    /** The IMAP port of a mail server of its own: what is put there is no letter of the service. It ends with the JVM. */
    public static int postbox() {
        synchronized (System.getProperties()) {
            if (System.getProperty(POSTBOX) == null) {
                int port = MailCatcher.start(directory("postbox"), 0).imapPort();
                System.setProperty(POSTBOX, Integer.toString(port));
            }
            return Integer.getInteger(POSTBOX);
        }
    }

    private static Path directory(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A mailbox of a tenant of its own, to whom people write. */
    private static void mailbox(Map<String, String> config, String name, int port) {
        String box = "consent.mailboxes.boxes." + name + ".";
        config.put(box + "tenant", MAILBOX_TENANT);
        config.put(box + "controller", "kysely");
        config.put(box + "host", "127.0.0.1");
        config.put(box + "port", Integer.toString(port));
        config.put(box + "tls", "NONE");
        config.put(box + "user", MAILBOX);
        config.put(box + "password", MAILBOX);
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
        Path keys = directory("keys");
        IdentifierKeysetFile.create(keys.resolve("identifiers"));
        VaultKeysetFile.create(keys.resolve("vault"));
        LinkKeyFile.create(keys.resolve("link"));
        return Map.of(
                "lupa.identifiers.keyset", keys.resolve("identifiers").toString(),
                "lupa.vault.keyset", keys.resolve("vault").toString(),
                "lupa.link-key", keys.resolve("link").toString());
    }
}
