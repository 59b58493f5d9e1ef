// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.OidcIssuer;
import fi.lupa.local.infrastructure.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Prepares each service's database and writes its settings file, as an operator would. */
final class ServiceSettings {

    private final StackPlan plan;
    private final Secrets secrets;

    ServiceSettings(StackPlan plan, Secrets secrets) {
        this.plan = plan;
        this.secrets = secrets;
    }

    /** Creates the databases that are missing and runs each service's superuser steps, which are harmless to repeat. */
    void prepareDatabases(PostgresServer postgres) {
        for (Service service : Service.values()) {
            prepareDatabase(postgres, service);
        }
    }

    void prepareDatabase(PostgresServer postgres, Service service) {
        if (!exists(postgres, service.database())) {
            postgres.createDatabase(service.database());
        }
        Path bootstrap = plan.root().resolve(service.title()).resolve("src/main/database/bootstrap.sql");
        postgres.runScript(service.database(), Template.ofFile(bootstrap).fill(passwords(service)));
    }

    /** Writes the settings of one process of a service to a file that only its owner may read. */
    Path write(Service service, String name, int port, KafkaBroker kafka) {
        Map<String, String> values = new HashMap<>(passwords(service));
        Ports ports = plan.ports();
        values.put("port", Integer.toString(port));
        values.put("jdbc.url", "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + service.database());
        values.put("kafka", kafka.bootstrapServers());
        values.put("issuer", plan.issuerUrl());
        values.put("smtp.port", Integer.toString(ports.mail().smtp()));
        values.put("audit.port", Integer.toString(ports.audit()));
        values.put("public.url", "http://127.0.0.1:" + ports.consent());
        values.put("preference.url", "http://127.0.0.1:" + ports.preference());
        values.put("identifier.keyset", secrets.identifierKeyset().toString());
        values.put("link.key", secrets.linkKey().toString());
        values.put("vault.keyset", secrets.vaultKeyset().toString());
        values.put("log.key", secrets.logKey().toString());
        values.put("pages.secret", OidcIssuer.DEMO_SECRET);
        values.put("pages.session", secrets.password("pages-session"));
        SealSecrets seal = secrets.seal();
        values.put("seal.key", seal.key().toString());
        values.put("seal.certificate", seal.certificate().toString());
        values.put("data", plan.directoryOf(name).toString());
        values.put("shared.data", plan.directoryOf(service.title()).toString());
        String text =
                Template.ofResource("config/" + service.title() + ".properties").fill(values);
        return file(plan.directoryOf(name).resolve("application.properties"), text + toBroker(kafka) + toCollector());
    }

    /** How the broker is spoken to, as the settings that Kafka's own clients have. */
    private static String toBroker(KafkaBroker kafka) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(kafka.clientSettings())
                .forEach((key, value) -> lines.append("kafka.%s=%s%n".formatted(key, value)));
        return lines.toString();
    }

    private String toCollector() {
        return plan.traces().map(url -> "lupa.tracing.endpoint=" + url + "\n").orElse("");
    }

    private Map<String, String> passwords(Service service) {
        Map<String, String> passwords = new HashMap<>();
        service.roles().forEach(role -> passwords.put(role + ".password", secrets.password(role)));
        return passwords;
    }

    private static boolean exists(PostgresServer postgres, String database) {
        try (Connection connection = postgres.connect("postgres");
                PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, database);
            return query.executeQuery().next();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask for the databases", e);
        }
    }

    private static Path file(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
