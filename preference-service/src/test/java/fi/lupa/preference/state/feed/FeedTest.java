// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.store.SnapshotStore;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Relay;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class FeedTest {

    private final World world = World.withCatalogue();

    @Inject
    StateIndex index;

    @Inject
    SnapshotStore snapshots;

    @Inject
    @DataSource("writer")
    javax.sql.DataSource writer;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void answersTheSame_whenLoadedAgainFromPostgres() {
        // Given
        StateJson first = world.consented("anna@example.fi");
        StateJson second = first.withdrawn(World.nextXid());
        world.suppress("own:another", world.key("anna@example.fi"));
        String token = world.publish(first, second, first);
        assertThat(world.ask("anna@example.fi", token).jsonPath().getString("reason"))
                .isEqualTo("CONSENT_WITHDRAWN");
        Until.holds("the projector has it", () -> count("state_history", first) == 2);

        // When
        MemoryIndex loaded = load();

        // Then
        List<IdentifierKey> keys = List.of(world.key("anna@example.fi"));
        StateIndex.View live = index.view().orElseThrow();
        assertThat(loaded.find(world.tenant(), keys)).isEqualTo(live.find(world.tenant(), keys));
        assertThat(loaded.controller(world.tenant(), World.CONTROLLER))
                .isEqualTo(live.controller(world.tenant(), World.CONTROLLER))
                .isPresent();
        StateIndex.Lookup listed = new StateIndex.Lookup(world.tenant(), "another", world.domain(), keys);
        Until.holds("the list is stored", () -> load().suppressions(listed).equals(live.suppressions(listed)));
        assertThat(live.suppressions(listed).orElseThrow().own()).isTrue();
        assertThat(loaded.marks().asOf()).isPresent();
    }

    @Test
    void keepsTheNewest_whenStatesComeOutOfOrderTwiceAndFromAnOldEpoch() {
        // Given
        StateJson first = world.consented("bertta@example.fi");
        StateJson second = first.withdrawn(World.nextXid());
        StateJson restored = second.inEpoch(2, 1, 7);

        // When
        String token = world.publish(second, first, restored, second.inEpoch(1, 9, World.nextXid()), first, restored);

        // Then
        assertThat(world.ask("bertta@example.fi", token).jsonPath().getInt("stateRevision"))
                .isEqualTo(1);
        Until.holds("every revision is kept once", () -> count("state_history", first) == 4);
        Until.holds("the current one", () -> current(first).equals("2/1"));
    }

    @Test
    void goesOnAndShowsWhy_whenGarbageComes() {
        // Given
        StateJson person = world.consented("cecilia@example.fi");
        String foreignKey = "garbage";
        String tenantKey = world.tenant().value() + ":";

        // When
        world.relay().send(Relay.STATES, 0, foreignKey, "garbage", null);
        world.relay().send(Relay.STATES, 0, tenantKey + "nobody", "{\"secret\":\"dora@example.fi\"}", null);
        world.relay().send(Relay.CATALOGUE, 1, tenantKey + "purpose:kysely/x:1", "garbage", null);
        world.relay().send(Relay.SUPPRESSIONS, 2, foreignKey, "garbage", null);
        String token = world.publish(person);

        // Then
        assertThat(world.ask("cecilia@example.fi", token).jsonPath().getString("decision"))
                .isEqualTo("ALLOW");
        Until.holds("rejections are shown", () -> showsAll(rejections()));
        JsonPath shown = rejections();
        assertThat(shown.getList("rejections.findAll { it.offset != null }.reason", String.class))
                .containsExactlyInAnyOrder("SHAPE_NOT_READABLE", "NOT_JSON");
        assertThat(shown.prettify()).doesNotContain("dora");
        assertThat(given().get("/q/metrics").asString()).contains("lupa_ingest_rejections_total{");
    }

    @Test
    void tellsNobodyYes_whenALaterStateOfThePersonCannotBeRead() {
        // Given
        StateJson person = world.consented("eeva@example.fi");
        assertThat(world.ask("eeva@example.fi", world.publish(person))
                        .jsonPath()
                        .getString("decision"))
                .isEqualTo("ALLOW");

        // When
        world.relay()
                .send(Relay.STATES, null, person.key(), "{\"status\":\"WHO KNOWS\"}", "fi.lupa.permission-state.v1");

        // Then
        Until.holds(
                "the index distrusts",
                () -> status("eeva@example.fi", index.view().orElseThrow()) == SubjectState.Status.UNREADABLE);
        JsonPath answer = world.ask("eeva@example.fi", "").jsonPath();
        assertThat(answer.getString("decision")).isEqualTo("DENY");
        assertThat(answer.getString("reason")).isEqualTo("STATE_UNAVAILABLE");
        Until.holds(
                "so does whoever loads later",
                () -> status("eeva@example.fi", load()) == SubjectState.Status.UNREADABLE);

        // When
        String token = world.publish(person.givenAgain(World.nextXid()));

        // Then
        assertThat(world.ask("eeva@example.fi", token).jsonPath().getString("decision"))
                .isEqualTo("ALLOW");
    }

    @Test
    void isReadyWithNames_andTellsItsAge() {
        // Given
        world.ask("anna@example.fi", world.publish(world.consented("anna@example.fi")));

        // When
        Until.holds("ready", () -> given().get("/q/health/ready").statusCode() == 200);
        JsonPath ready = given().get("/q/health/ready").jsonPath();
        String metrics = given().get("/q/metrics").asString();

        // Then
        assertThat(ready.getString("status")).isEqualTo("UP");
        assertThat(ready.getString("checks.find { it.name == 'index' }.data.schema"))
                .isEqualTo("DONE");
        assertThat(given().get("/q/health/live").jsonPath().getString("status")).isEqualTo("UP");
        assertThat(metrics)
                .contains("lupa_projection_age_seconds")
                .contains("lupa_index_identifiers")
                .contains("lupa_decisions_total{");
    }

    private SubjectState.Status status(String email, StateIndex.View view) {
        return view.find(world.tenant(), List.of(world.key(email)))
                .get(0)
                .facts()
                .status();
    }

    /** Of those of this tenant there are two; those without an owner may also be another class's. */
    private static boolean showsAll(JsonPath rejections) {
        return rejections
                                .getList("rejections.findAll { it.offset != null }.reason", String.class)
                                .size()
                        == 2
                && rejections
                        .getList("rejections.topic", String.class)
                        .containsAll(List.of(Relay.STATES, Relay.CATALOGUE, Relay.SUPPRESSIONS));
    }

    private JsonPath rejections() {
        return given().auth()
                .oauth2(world.access("auditor", List.of(), "audit:read"))
                .get("/v1/ingest-rejections?limit=1000")
                .jsonPath();
    }

    private MemoryIndex load() {
        Set<Part> parts = Set.of(new Part(Feed.STATES, 0));
        MemoryIndex loaded = new MemoryIndex(
                parts,
                key -> index.view().orElseThrow().find(world.tenant(), List.of(world.key("anna@example.fi"))).stream()
                        .map(found -> found.claim().partition())
                        .findFirst()
                        .orElse(0));
        try (Connection connection = writer.getConnection()) {
            SnapshotStore.Loaded snapshot = snapshots.load(connection, TailTarget.loading(loaded));
            TopicLayout.Topic topic = new TopicLayout.Topic(Relay.STATES, "any", 1);
            TopicLayout layout = new TopicLayout(Map.of(
                    Feed.STATES, topic,
                    Feed.SUPPRESSIONS, new TopicLayout.Topic(Relay.SUPPRESSIONS, "any", 1),
                    Feed.CATALOGUE, new TopicLayout.Topic(Relay.CATALOGUE, "any", 1),
                    Feed.CONTACTS, new TopicLayout.Topic(Relay.CONTACTS, "any", 1)));
            loaded.publish(Positions.of(layout, snapshot.marks()));
            return loaded;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String table, StateJson state) {
        return Long.parseLong(one("SELECT count(*) FROM " + table + " WHERE subject = ?", state));
    }

    private String current(StateJson state) {
        return one("SELECT epoch || '/' || revision FROM state_current WHERE subject = ?", state);
    }

    private String one(String sql, StateJson state) {
        try (Connection connection = writer.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, state.subject().value());
            try (ResultSet result = statement.executeQuery()) {
                assertThat(result.next()).isTrue();
                return result.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
