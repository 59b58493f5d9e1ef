// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.local.infrastructure.OldDatabase;
import fi.lupa.local.infrastructure.PostgresServer;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.LupaJacksonModule;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.token.LinkKeyFile;
import fi.lupa.platform.token.RevisionTokens;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.feed.LoadedIndex;
import fi.lupa.preference.support.PreferenceStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The database of the version before is migrated and loaded, and every question is answered as it was then, at the moment at which it was asked. */
class UpgradeTest {

    private static final String DATABASE = "preference_upgrade";
    private static final Path DUMPS = OldDatabase.newest(Path.of(System.getProperty("lupa.root")));
    private static final OldDatabase OLD = OldDatabase.of(DUMPS, "preference-service");
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new LupaJacksonModule());
    private static final Duration BETWEEN_QUESTION_AND_NOTE = Duration.ofMillis(1);

    private final PostgresServer postgres = PreferenceStack.stack().postgres();

    @Test
    void answersAsBefore_whenMigrated() throws Exception {
        // Given
        postgres.createDatabase(DATABASE);
        postgres.runScript(DATABASE, PreferenceStack.bootstrap());
        Flyway then = flyway(OLD.version());
        then.migrate();
        assertThat(checksums(then))
                .as("a migration that was released is not changed")
                .isEqualTo(OLD.migrations());
        OLD.loadInto(postgres, DATABASE);
        JsonNode told = JSON.readTree(Files.readString(DUMPS.resolve("answers.json")));

        // When
        flyway("latest").migrate();
        Map<String, String> before = new LinkedHashMap<>();
        Map<String, String> now = new LinkedHashMap<>();
        try (Connection connection = PreferenceStack.writer(DATABASE)) {
            Answering answering = answering(
                    LoadedIndex.from(connection),
                    Instant.parse(told.path("askedAt").asText()));
            for (JsonNode one : told.path("answers")) {
                String name = one.path("name").asText();
                before.put(
                        name,
                        one.path("decision").asText() + " " + one.path("reason").asText());
                now.put(name, answer(answering, one));
            }
        }

        // Then
        assertThat(before).hasSizeGreaterThan(30);
        assertThat(before.values().stream()
                        .map(answer -> answer.split(" ", -1)[0])
                        .distinct())
                .contains("ALLOW", "DENY");
        assertThat(now).isEqualTo(before);
    }

    @SuppressWarnings("NullAway") // Neither the past nor a token is asked for, so nothing waits and no history is read.
    private static Answering answering(StateIndex index, Instant moment) {
        return new Answering(
                index,
                (condition, limit) -> CompletableFuture.completedFuture(false),
                IdentifierKeys.load(DUMPS.resolve("identifier-keyset.json")),
                InstantSource.fixed(moment.plus(BETWEEN_QUESTION_AND_NOTE)),
                null,
                null);
    }

    private static String answer(Answering answering, JsonNode one) throws Exception {
        RevisionTokens tokens = new RevisionTokens(LinkKeyFile.load(DUMPS.resolve("link-key")));
        AskReader reader = new AskReader(tokens, InstantSource.system());
        DecisionRequest question = JSON.treeToValue(one.path("question"), DecisionRequest.class);
        Decision decision = answering
                .answer(reader.single(caller(one), question, "fi"), Runnable::run)
                .toCompletableFuture()
                .join()
                .lines()
                .get(0)
                .decision()
                .orElseThrow(() -> new AssertionError("too old: " + one));
        return decision.outcome() + " " + decision.reason();
    }

    private static Caller caller(JsonNode one) {
        Set<String> controllers = new LinkedHashSet<>();
        one.path("controllers").forEach(controller -> controllers.add(controller.asText()));
        String tenant = one.path("tenant").asText();
        Set<Scope> scopes = Arrays.stream(one.path("scope").asText().split(" ", -1))
                .flatMap(text -> Scope.ofWireName(text).stream())
                .collect(Collectors.toSet());
        String client = one.path("client").asText();
        return new Caller(tenant, TenantId.ofKey(tenant), client, client, controllers, scopes);
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(
                        postgres.jdbcUrl(DATABASE),
                        "lupa_preference_migrator",
                        PreferenceStack.password("lupa_preference_migrator"))
                .initSql("SET ROLE lupa_preference_owner")
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
}
