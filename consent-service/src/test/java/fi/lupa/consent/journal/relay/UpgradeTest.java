// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.journal.RelayWakeUp;
import fi.lupa.consent.journal.relay.RelayStand.Running;
import fi.lupa.consent.journal.relay.RelayStatus.Phase;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.consent.vault.Vault;
import fi.lupa.consent.vault.VaultOf;
import fi.lupa.local.infrastructure.LocalStack;
import fi.lupa.local.infrastructure.OldDatabase;
import fi.lupa.local.infrastructure.Part;
import fi.lupa.local.infrastructure.PostgresServer;
import fi.lupa.platform.id.UuidV7Source;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/**
 * The database of the version before is migrated, and what it knows of everybody is published as it was. It is loaded into another server, so
 * that it is recovered first, as docs/operations.md tells; what was only migrated in its place needs less.
 */
class UpgradeTest {

    private static final Path ROOT = Path.of(System.getProperty("lupa.root"));
    private static final Path DUMPS = OldDatabase.newest(ROOT);
    private static final OldDatabase OLD = OldDatabase.of(DUMPS, "consent-service");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATES =
            "SELECT tenant || ':' || id, state FROM subject WHERE state IS NOT NULL AND status = 'LIVE' ORDER BY 1";

    private final PostgresServer postgres =
            LocalStack.with(Part.POSTGRES, Part.KAFKA).postgres();
    private final RelayStand stand = RelayStand.on(
            ConsentDatabase.empty(postgres), LocalStack.with(Part.KAFKA).kafka());
    private final ConsentDatabase database = stand.database();

    @Test
    void keepsWhatEverybodySaid_whenMigratedAndPublishedAgain() throws Exception {
        // Given
        Flyway then = flyway(OLD.version());
        then.migrate();
        assertThat(checksums(then))
                .as("a migration that was released is not changed")
                .isEqualTo(OLD.migrations());
        OLD.loadInto(postgres, database.name());
        Map<String, JsonNode> before = states();

        // When
        flyway("latest").migrate();
        database.asSuperuser("UPDATE relay_progress SET topic = replace(topic, 'lupa.', '"
                + stand.topics().states().replaceFirst("permission-states.*", "") + "')");
        try (Running relay = relay()) {
            relay.awaitPhase(Phase.RESTORED_BEHIND_LOG);
            recovery().run();
            relay.awaitPhase(Phase.PUBLISHING);
        }

        // Then
        assertThat(before).hasSizeGreaterThan(20);
        assertThat(states()).isEqualTo(before);
        Map<String, JsonNode> published = published();
        before.forEach((subject, state) -> {
            JsonNode found = published.getOrDefault(subject, JSON.nullNode());
            for (String member : new String[] {"choices", "objections", "contacts", "relationships", "status"}) {
                assertThat(found.path(member)).as(subject + " " + member).isEqualTo(state.path(member));
            }
            assertThat(found.path("identifiers")).as(subject).isNotEmpty();
        });
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(postgres.jdbcUrl(database.name()), "lupa_consent_migrator", "lupa_consent_migrator")
                .initSql("SET ROLE lupa_consent_owner")
                .locations("filesystem:src/main/resources/db/migration")
                .target(target)
                .load();
    }

    private static Map<String, Integer> checksums(Flyway flyway) {
        Map<String, Integer> checksums = new LinkedHashMap<>();
        for (var applied : flyway.info().applied()) {
            checksums.put(applied.getVersion().getVersion(), applied.getChecksum());
        }
        return checksums;
    }

    private Running relay() {
        Vault vault = VaultOf.keyset(DUMPS.resolve("vault-keyset.json"));
        RelayParts parts = new RelayParts(
                database.relay(),
                new BrokerClients(stand.broker().clientSettings()),
                stand.topics(),
                TopicCreation.NONE,
                (tenant, subject, wrapped, bytes) ->
                        vault.openWith(wrapped, tenant, subject, bytes, SealedUse.STATE_IDENTIFIERS),
                new UuidV7Source(InstantSource.system(), Facts.RANDOM),
                new RelayWakeUp(),
                new RelayStatus());
        Running running = new Running(parts, new Relay(parts));
        running.relay().start();
        return running;
    }

    private Recovery recovery() {
        SubjectRecovery subjects = new SubjectRecovery(
                database.app(),
                new PlainKeys(),
                new UuidV7Source(InstantSource.system(), Facts.RANDOM),
                InstantSource.system(),
                Facts.RANDOM);
        BrokerClients clients = new BrokerClients(stand.broker().clientSettings());
        return new Recovery(database.relay(), clients, stand.topics(), subjects);
    }

    private Map<String, JsonNode> states() throws Exception {
        Map<String, JsonNode> states = new LinkedHashMap<>();
        try (Connection connection = postgres.connect(database.name());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(STATES)) {
            while (rows.next()) {
                states.put(rows.getString(1), JSON.readTree(rows.getString(2)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return states;
    }

    private Map<String, JsonNode> published() {
        Map<String, JsonNode> published = new LinkedHashMap<>();
        stand.records(stand.topics().states())
                .forEach(record -> published.put(RelayStand.key(record), RelayStand.body(record)));
        return published;
    }
}
