// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.changes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.support.CatalogueJson;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tool that follows the changes has the list that an audience check of the same people would give it. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class ChangesTest {

    private static final List<String> PEOPLE = List.of("aino@example.fi", "bea@example.fi", "cia@example.fi");

    private final World world = World.withCatalogue();
    private final Follower tool = new Follower(access("list-tool", List.of(World.CONTROLLER)));

    @Inject
    StateIndex index;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void endsWithTheListOfAnAudienceCheck_whateverTurnedOnTheWay() {
        // Given
        StateJson aino = world.consented(PEOPLE.get(0));
        StateJson bea = world.consented(PEOPLE.get(1));
        StateJson cia = world.consented(PEOPLE.get(2)).withdrawn(World.nextXid());
        world.publish(aino, bea, cia);
        follow(3);
        Set<String> first = tool.allowed("newsletter");
        assertThat(first).isEqualTo(audience()).hasSize(2);

        // When
        world.publish(bea.withdrawn(World.nextXid()), cia.givenAgain(World.nextXid()));
        Until.holds("both changes were told", () -> {
            tool.follow(1);
            return tool.told("ALLOW", "DENY") && !tool.allowed("newsletter").equals(first);
        });

        // Then
        Until.holds("the lists are equal", () -> {
            tool.follow(1);
            return tool.allowed("newsletter").equals(audience());
        });
        assertThat(tool.allowed("newsletter")).hasSize(2).isNotEqualTo(first);
    }

    @Test
    void endsWithTheList_whenTwoBecomeOneAndOneIsErased() {
        // Given
        StateJson aino = world.consented(PEOPLE.get(0));
        StateJson bea = world.consented(PEOPLE.get(1)).objecting(World.nextXid());
        StateJson cia = world.consented(PEOPLE.get(2));
        world.publish(aino, bea, cia);
        follow(3);
        assertThat(tool.allowed("newsletter")).hasSize(2);

        // When
        long merge = World.nextXid();
        String both = bea.inEpoch(1, 3, merge)
                .json()
                .replace("\"identifiers\":[", "\"identifiers\":[" + identifier(2, aino, merge) + ",");
        world.relay().send("lupa.permission-states.v1", null, bea.key(), both, "fi.lupa.permission-state.v1");
        world.relay().send("lupa.permission-states.v1", null, aino.key(), ended(aino, "MERGED", merge), null);
        long erasure = World.nextXid();
        world.relay().send("lupa.permission-states.v1", null, cia.key(), ended(cia, "ERASED", erasure), null);
        world.suppress("erased:" + world.domain(), world.key(PEOPLE.get(2)));
        world.publish(world.consented("dora@example.fi"));

        // Then
        Until.holds("the tool has the list of a check", () -> {
            tool.follow(2);
            return tool.allowed("newsletter").equals(audience())
                    && !tool.allowed("newsletter").isEmpty();
        });
    }

    @Test
    void isToldAnew_whenTheCatalogueHasChanged() {
        // Given
        StateJson aino = world.consented(PEOPLE.get(0));
        world.publish(aino);
        follow(1);
        int begun = tool.begins();
        assertThat(tool.allowed("newsletter")).hasSize(1);

        // When
        CatalogueJson newsletter = CatalogueJson.newsletter(world.tenant(), World.CONTROLLER, 1);
        world.relay()
                .entry(newsletter.next(
                        World.nextXid(), newsletter.body().replace("\"retired\":false", "\"retired\":true")));
        world.publish(aino);

        // Then
        Until.holds("the list begins anew", () -> {
            tool.follow(10);
            return tool.begins() > begun && tool.people() == 1;
        });
        assertThat(tool.allowed("newsletter")).isEmpty();
    }

    @Test
    void tellsNothing_thatSomethingOlderMayStillComeBefore() {
        // Given
        world.publish(world.consented(PEOPLE.get(0)));
        follow(1);
        int told = tool.lines();
        StateJson bea = world.consented(PEOPLE.get(1));

        // When
        world.relay().state(bea);
        List<IdentifierKey> keys = List.of(world.key(PEOPLE.get(1)));
        Until.holds(
                "it has come",
                () -> !index.view().orElseThrow().find(world.tenant(), keys).isEmpty());
        tool.follow(10);
        int before = tool.lines();
        world.publish(bea);

        // Then
        assertThat(before).isEqualTo(told);
        follow(2);
    }

    @Test
    void namesNobodyButByHandle() {
        // Given
        StateJson aino = world.consented(PEOPLE.get(0));
        world.publish(aino);
        follow(1);

        // When
        String page = page(access("list-tool", List.of(World.CONTROLLER)), "").asString();

        // Then
        assertThat(page)
                .contains("handle")
                .doesNotContain("aino")
                .doesNotContain(aino.subject().value())
                .doesNotContain(world.key(PEOPLE.get(0)).base64Url());
    }

    @Test
    void takesACursorFromNobodyElse() {
        // Given
        world.publish(world.consented(PEOPLE.get(0)));
        String cursor = page(access("list-tool", List.of(World.CONTROLLER)), "")
                .jsonPath()
                .getString("cursor");

        // When
        Response others = page(access("other-tool", List.of(World.CONTROLLER)), "&cursor=" + cursor);
        Response foreigners;
        try (World other = World.withCatalogue()) {
            other.publish(other.consented("eeva@example.fi"));
            foreigners =
                    page(other.access("list-tool", List.of(World.CONTROLLER), "decision:read"), "&cursor=" + cursor);
        }
        Response notMine = page(access("list-tool", List.of("another")), "");

        // Then
        assertThat(others.statusCode()).isEqualTo(400);
        assertThat(foreigners.statusCode()).isEqualTo(400);
        assertThat(notMine.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%C3%A4"})
    void refusesACursorThatWasMadeUp(String cursor) {
        // When
        Response answer = page(access("list-tool", List.of(World.CONTROLLER)), "&cursor=" + cursor);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("INVALID_VALUE");
    }

    private void follow(int people) {
        Until.holds("everybody was told", () -> {
            tool.follow(2);
            return tool.people() >= people;
        });
    }

    private String access(String client, List<String> controllers) {
        return world.access(client, controllers, "decision:read");
    }

    private static Response page(String access, String more) {
        return given().auth()
                .oauth2(access)
                .urlEncodingEnabled(false)
                .get("/v1/permission-changes?controller=" + World.CONTROLLER + more);
    }

    /** The handles that an audience check allows. */
    private Set<String> audience() {
        String list = Stream.concat(PEOPLE.stream(), Stream.of("dora@example.fi"))
                .map(email -> "{\"value\":\"" + email + "\"}\n")
                .collect(Collectors.joining());
        String answers = given().auth()
                .oauth2(access("list-tool", List.of(World.CONTROLLER)))
                .contentType("application/x-ndjson")
                .body(list.getBytes(StandardCharsets.UTF_8))
                .post("/v1/audience-checks?controller=kysely&purpose=newsletter&channel=EMAIL&type=EMAIL&only=allowed")
                .asString();
        return Arrays.stream(answers.split("\n", -1))
                .filter(line -> line.contains("\"ALLOW\"") && line.contains("\"handle\""))
                .map(line -> io.restassured.path.json.JsonPath.from(line).getString("handle"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String identifier(int ref, StateJson of, long since) {
        return "{\"ref\":%d,\"type\":\"EMAIL\",\"key\":\"%s\",\"keyVersion\":%d,\"since\":{\"epoch\":1,\"xid\":\"%d\"}}"
                .formatted(ref, of.email().base64Url(), of.email().version(), since);
    }

    private static String ended(StateJson of, String status, long xid) {
        return of.inEpoch(1, 9, xid)
                .json()
                .replace("\"status\":\"LIVE\"", "\"status\":\"" + status + "\"")
                .replaceFirst("\"identifiers\":\\[[^\\]]*\\]", "\"identifiers\":[]");
    }
}
