// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.time.TimeAuthority;
import fi.lupa.audit.witness.TestWitness;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.OidcClient;
import fi.lupa.local.infrastructure.OidcIssuer;
import fi.lupa.local.infrastructure.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything the service needs, real: database with its roles, broker with its topics, issuer. */
public final class AuditInfrastructure implements QuarkusTestResourceLifecycleManager {

    private static final String PAGES = "audit-pages";
    private static final OidcClient AUDITORS = new OidcClient(
            null, "extract-vendor", List.of("kysely", "client-a"), "audit:read audit:extract consent:read", null);
    private static final String PASSWORD = "for-this-test-run-only";

    private @Nullable PostgresServer postgres;
    private @Nullable KafkaBroker kafka;
    private @Nullable OidcIssuer issuer;
    private @Nullable SealFiles sealing;
    private @Nullable VaultStub vault;
    private @Nullable TimeAuthority time;
    private @Nullable TestWitness witness;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory(Path.of("target"), "infrastructure")
                    .toAbsolutePath();
            PostgresServer database = PostgresServer.start(directory.resolve("postgres"), 0);
            KafkaBroker broker = KafkaBroker.start(directory.resolve("kafka"), 0);
            OidcIssuer tokens =
                    OidcIssuer.start(directory.resolve("issuer"), 0, Map.of(PAGES, AUDITORS), Duration.ofMinutes(5));
            postgres = database;
            kafka = broker;
            issuer = tokens;
            database.createDatabase("audit");
            database.runScript("audit", bootstrap());
            for (Feed feed : Feed.values()) {
                Map<String, String> settings = feed.compacted() ? Map.of("cleanup.policy", "compact") : Map.of();
                broker.createTopic(feed.topic("lupa"), 3, settings);
            }
            Map<String, String> config = configuration(database, broker, tokens);
            Path key = directory.resolve("log.pem");
            Files.writeString(key, SigningKeys.newPem());
            config.put("lupa.audit.checkpoints.key", key.toString());
            config.put("lupa.audit.checkpoints.origin", "log.example.fi/log");
            config.put(
                    "lupa.audit.checkpoints.memory",
                    directory.resolve("checkpoints").toString());
            config.put("lupa.audit.checkpoints.interval", "PT0.2S");
            sealing = SealFiles.make(directory);
            config.put("lupa.audit.extracts.seal-key", sealing.key().toString());
            config.put(
                    "lupa.audit.extracts.seal-certificate",
                    sealing.certificate().toString());
            config.put("lupa.audit.extracts.interval", "PT0.2S");
            time = TimeAuthority.start(directory.resolve("time"));
            config.put("lupa.audit.timestamps.url", time.url().toString());
            config.put("lupa.audit.timestamps.certificates", time.certificate().toString());
            config.put("lupa.audit.timestamps.pause", "PT0.2S");
            config.putAll(witnessed(directory));
            vault = VaultStub.start();
            config.put("lupa.audit.extracts.consent-service", vault.url());
            config.put("lupa.audit.extracts.preference-service", vault.url());
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> witnessed(Path directory) throws IOException {
        TestWitness one = TestWitness.start("witness.example.fi/one");
        witness = one;
        Path policy = Files.writeString(directory.resolve("policy"), one.policy());
        return Map.of(
                "lupa.audit.witnesses.policy", policy.toString(),
                "lupa.audit.witnesses.interval", "PT0.2S",
                "lupa.audit.witnesses.pause-after-failure", "PT0.2S",
                "lupa.audit.witnesses.expected-within", "PT3S");
    }

    private static Map<String, String> configuration(PostgresServer postgres, KafkaBroker kafka, OidcIssuer issuer) {
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl("audit"));
        config.put("quarkus.datasource.password", PASSWORD);
        config.put("quarkus.datasource.writer.password", PASSWORD);
        config.put("quarkus.flyway.password", PASSWORD);
        config.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        config.put("quarkus.oidc.auth-server-url", issuer.url());
        config.put("lupa.audit.ingestion.marker-interval", "PT0.2S");
        config.put("lupa.audit.pages.enabled", "true");
        config.put("lupa.audit.pages.https-only", "false");
        config.put("lupa.audit.pages.client-secret", PASSWORD);
        config.put("lupa.audit.pages.session-secret", PASSWORD + "-and-for-its-cookies");
        return config;
    }

    private static String bootstrap() throws IOException {
        return Files.readString(Path.of("src/main/database/bootstrap.sql"))
                .replaceAll("\\$\\{lupa_audit_\\w+\\.password}", PASSWORD);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(issuer, new TestInjector.MatchesType(OidcIssuer.class));
        injector.injectIntoFields(kafka, new TestInjector.MatchesType(KafkaBroker.class));
        injector.injectIntoFields(sealing, new TestInjector.MatchesType(SealFiles.class));
        injector.injectIntoFields(vault, new TestInjector.MatchesType(VaultStub.class));
        injector.injectIntoFields(witness, new TestInjector.MatchesType(TestWitness.class));
        injector.injectIntoFields(time, new TestInjector.MatchesType(TimeAuthority.class));
        injector.injectIntoFields(postgres, new TestInjector.MatchesType(PostgresServer.class));
    }

    @Override
    public void stop() {
        if (vault != null) {
            vault.close();
        }
        if (witness != null) {
            witness.close();
        }
        if (time != null) {
            time.close();
        }
        if (issuer != null) {
            issuer.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
