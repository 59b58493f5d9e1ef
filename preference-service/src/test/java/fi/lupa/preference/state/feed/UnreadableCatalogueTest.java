// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.store.ProjectionStore;
import fi.lupa.preference.state.store.SnapshotStore;
import fi.lupa.preference.state.wire.FeedReader;
import fi.lupa.preference.state.wire.Origin;
import fi.lupa.preference.support.CatalogueJson;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Relay;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A catalogue record that cannot be read may be the one that takes a right away, so it never leaves an older one in force. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class UnreadableCatalogueTest {

    private static final String ANNA = "anna@example.fi";

    private final World world = World.withCatalogue();

    @Inject
    SnapshotStore snapshots;

    @Inject
    ProjectionStore store;

    @Inject
    @DataSource("writer")
    javax.sql.DataSource writer;

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "controller:kysely:2",
                "purpose:kysely/newsletter:2",
                "notice:newsletter-notice:2",
                "mandate:018f0000-0000-7000-8000-0000000000ff:1",
                "arrangement:joint:1",
                "something"
            })
    void closesTheAnswersThatRestOnIt(String name) {
        // Given
        assertThat(answer(world.publish(world.consented(ANNA)))).isEqualTo("ALLOW CONSENT_GIVEN");

        // When
        garbage(name);

        // Then
        Until.holds("the index doubts", () -> answer("").equals("DENY STATE_UNAVAILABLE"));
        Until.holds("so does whoever loads later", () -> loaded().doubts() > 0);
    }

    @Test
    void opensThemAgain_whenANewerVersionIsRead() {
        // Given
        world.publish(world.consented(ANNA));
        garbage("purpose:kysely/newsletter:2");
        Until.holds("the rejection is shown", () -> closes().contains("purpose:kysely/newsletter:2"));
        Until.holds("the answer is closed", () -> answer("").equals("DENY STATE_UNAVAILABLE"));
        Until.holds("the gauge shows it", () -> gauge() > 0);

        // When
        CatalogueJson first = CatalogueJson.newsletter(world.tenant(), World.CONTROLLER, World.nextXid());
        world.relay().entry(first.next(World.nextXid(), first.body()).next(World.nextXid(), first.body()));

        // Then
        Until.holds("it answers again", () -> answer("").equals("ALLOW CONSENT_GIVEN"));
        Until.holds("and whoever loads later does", () -> loaded().controller(world.tenant(), World.CONTROLLER)
                .orElseThrow()
                .catalogue()
                .doubts()
                .purposes()
                .isEmpty());
    }

    @Test
    void opensThemAgain_whenThatVersionIsReadAfterAll() {
        // Given
        world.publish(world.consented(ANNA));
        garbage("notice:newsletter-notice:2");
        Until.holds("the rejection is shown", () -> closes().contains("notice:newsletter-notice:2"));

        // When
        CatalogueJson first = CatalogueJson.notice(world.tenant(), World.CONTROLLER, World.nextXid());
        world.relay()
                .entry(first.next(World.nextXid(), first.body().replace("\"version\":\"1\"", "\"version\":\"2\"")));

        // Then
        Until.holds("it answers again", () -> answer("").equals("ALLOW CONSENT_GIVEN_EARLIER_NOTICE"));
        Until.holds("the rejection closes nothing any more", () -> closes().isEmpty());
    }

    /** Not over the topic: the mark would close the answers of all other tests too. */
    @Test
    void remembersThatEverythingIsInDoubt_whenKeyAndValueNameDifferentTenants() throws SQLException {
        // Given
        CatalogueJson entry = CatalogueJson.newsletter(world.tenant(), World.CONTROLLER, World.nextXid());
        FeedReader.Raw raw = new FeedReader.Raw(
                new Origin(new Part(Feed.CATALOGUE, 0), Long.MAX_VALUE),
                (UUID.randomUUID() + entry.key().substring(entry.key().indexOf(':'))).getBytes(StandardCharsets.UTF_8),
                entry.json().getBytes(StandardCharsets.UTF_8),
                Optional.empty());
        try (Connection owner = PreferenceStack.stack().postgres().connect("preference");
                Connection connection = writer.getConnection()) {
            // When
            store.write(connection, List.of(FeedReader.read(raw)), part -> new ProjectionStore.TopicRef("c", "id"));

            // Then
            assertThat(loaded().everythingInDoubt()).isTrue();
            assertThat(closes()).contains("*");
            try (Statement statement = owner.createStatement()) {
                statement.execute("DELETE FROM consumer_offset WHERE topic = 'c'");
                statement.execute("UPDATE unattributed_rejection SET closes = false");
            }
            assertThat(loaded().everythingInDoubt()).isFalse();
        }
    }

    private void garbage(String name) {
        world.relay().send(Relay.CATALOGUE, null, world.tenant().value() + ":" + name, "{not json", null);
    }

    private String answer(String atLeast) {
        JsonPath answer = world.ask(ANNA, atLeast).jsonPath();
        return answer.getString("decision") + " " + answer.getString("reason");
    }

    private List<String> closes() {
        return given().auth()
                .oauth2(world.access("auditor", List.of(), "audit:read"))
                .get("/v1/ingest-rejections?limit=1000")
                .jsonPath()
                .getList("rejections.closes.findAll { it != null }", String.class);
    }

    private static double gauge() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("lupa_catalogue_doubts "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private MemoryIndex loaded() {
        MemoryIndex index = new MemoryIndex(Set.of(new Part(Feed.STATES, 0)), key -> 0);
        try (Connection connection = writer.getConnection()) {
            snapshots.load(connection, TailTarget.loading(index));
            index.publish(java.util.Map.of());
            return index;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
