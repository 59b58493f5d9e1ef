// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.Timestamps;
import fi.lupa.preference.support.CatalogueJson;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Relay;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two times: a yes of day 0, and a letter of day 1 that says no and was opened on day 8. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class PastTest {

    private static final String ANNA = "anna@example.fi";
    private static final String STATE = "fi.lupa.permission-state.v1";

    private final World world = World.withCatalogue();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "3|3|ALLOW CONSENT_GIVEN|1",
                "3|9|DENY CONSENT_WITHDRAWN|2",
                "3|-|DENY CONSENT_WITHDRAWN|2",
                "0|0|ALLOW CONSENT_GIVEN|1",
                "0|-|ALLOW CONSENT_GIVEN|2",
                "-|3|ALLOW CONSENT_GIVEN|1",
                "368|3|ALLOW CONSENT_GIVEN|1",
                "734|3|DENY CONSENT_EXPIRED|1",
                "-1|-1|DENY IDENTIFIER_UNKNOWN|-",
                "-1|-|DENY NO_PERMISSION|2"
            })
    void answersAsOfTwoTimes(
            @Nullable Integer at, @Nullable Integer knownAt, String expected, @Nullable Integer revision) {
        // Given
        letterThatArrivedLate();

        // When
        JsonPath answer = ask(at, knownAt).jsonPath();

        // Then
        assertThat(answer.getString("decision") + " " + answer.getString("reason"))
                .isEqualTo(expected);
        assertThat(answer.<Integer>get("stateRevision")).isEqualTo(revision);
        assertThat(answer.getBoolean("hypothetical")).isTrue();
        assertThat(answer.getString("validUntil")).isNull();
        if (knownAt != null) {
            assertThat(answer.getString("asOf")).isEqualTo(noon(knownAt));
        }
    }

    @Test
    void answersABatch_fromThePastToo() {
        // Given
        letterThatArrivedLate();

        // When
        JsonPath answers = world.post(
                        world.access("marketing-tool", List.of("kysely"), "decision:read decision:explain"),
                        "/v1/decisions/batch",
                        """
                        {"question":{"controller":"kysely","purpose":"newsletter","channel":"EMAIL",
                          "knownAt":"%s"},
                         "recipients":[{"type":"EMAIL","value":"anna@example.fi"},{"type":"EMAIL","value":"nobody@example.fi"}]}
                        """.formatted(noon(3)))
                .jsonPath();

        // Then
        assertThat(answers.getList("answers.reason")).containsExactly("CONSENT_GIVEN", "IDENTIFIER_UNKNOWN");
    }

    @Test
    void waitsUntilTheAnswerIsDue_whenTheClientMayNotHaveItExplained() {
        // Given
        String recipients = IntStream.range(0, 500)
                .mapToObj("{\"type\":\"EMAIL\",\"value\":\"nobody-%d@example.fi\"}"::formatted)
                .collect(Collectors.joining(","));
        String batch = """
                {"question":{"controller":"kysely","purpose":"newsletter","channel":"EMAIL","knownAt":"%s"},
                 "recipients":[%s]}
                """.formatted(noon(3), recipients);
        String access = world.access("marketing-tool", List.of("kysely"), "decision:read");

        // When
        long asked = System.nanoTime();
        JsonPath answers = world.post(access, "/v1/decisions/batch", batch).jsonPath();
        Duration took = Duration.ofNanos(System.nanoTime() - asked);

        // Then: 20 ms, and 2 ms for each of them, whoever they are
        assertThat(answers.getList("answers")).hasSize(500);
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(1_020));
    }

    @Test
    void givesTheSameAnswerAgain_thatWasGivenThen() {
        // Given
        StateJson given = world.consented(ANNA);
        world.publish(given);
        Until.holds("it answers", () -> world.ask(ANNA, "").statusCode() == 200);
        world.relay().mark(1, World.nextXid());
        JsonPath then = world.ask(ANNA, "").jsonPath();
        String asOf = then.getString("asOf");
        StateJson withdrawn = given.withdrawn(World.nextXid());
        publish(withdrawn, Timestamps.format(Instant.now()));

        // When
        JsonPath again = askAt(asOf, asOf).jsonPath();

        // Then
        assertThat(world.ask(ANNA, world.token(withdrawn.xid())).jsonPath().getString("decision"))
                .isEqualTo("DENY");
        assertThat(again.getList("obligations", String.class))
                .containsAll(then.getList("obligations"))
                .contains("RECHECK_BEFORE_SEND");
        for (String member : List.of(
                "decision",
                "reason",
                "basis",
                "explanation",
                "rules",
                "evidence",
                "stateRevision",
                "rulebook",
                "handle")) {
            assertThat(again.<Object>get(member)).as(member).isEqualTo(then.<Object>get(member));
        }
    }

    @Test
    void saysThatHistoryIsIncomplete_whenARevisionThatMayHaveBeenInForceIsMissing() {
        // Given: the second revision was compacted away before anybody read it
        StateJson first = world.consented(ANNA);
        StateJson third = first.withdrawn(World.nextXid()).withdrawn(World.nextXid());
        publish(first, morning(0));
        publish(third, morning(8));

        // Then
        Response between = ask(3, 3);
        assertThat(between.statusCode()).isEqualTo(503);
        assertThat(between.jsonPath().getString("code")).isEqualTo("HISTORY_INCOMPLETE");
        assertThat(ask(10, 10).jsonPath().getString("reason")).isEqualTo("CONSENT_WITHDRAWN");
    }

    @Test
    void opensThePastToNobodyWhoseMandateHasEnded() {
        // Given: a processor whose mandate was withdrawn on day 4
        letterThatArrivedLate();
        CatalogueJson mandate =
                CatalogueJson.mandate(world.tenant(), "old-tool", World.CONTROLLER, "[\"*\"]", World.nextXid());
        world.relay().entry(mandate);
        String ended = mandate.body().replace("\"until\":null", "\"until\":\"" + StateJson.day(4) + "T00:00:00Z\"");
        world.relay()
                .send(
                        Relay.CATALOGUE,
                        null,
                        mandate.next(World.nextXid(), ended).key(),
                        mandate.next(World.nextXid(), ended).json().replace("2026-01-01T08", StateJson.day(4) + "T08"),
                        "fi.lupa.catalogue.mandate.v1");
        world.relay().mark(1, World.nextXid());

        // Then
        Until.holds("the past is closed to the processor", () -> "MANDATE_OUT_OF_SCOPE"
                .equals(world.askWith("old-tool", ANNA, ",\"knownAt\":\"" + noon(3) + "\"")
                        .jsonPath()
                        .getString("reason")));
    }

    @Test
    void waitsForWhatIsNotStored_byRefusingTheQuestion() {
        // Given
        letterThatArrivedLate();

        // When
        Response answer = world.askWith(
                "marketing-tool",
                ANNA,
                ",\"knownAt\":\"" + noon(3) + "\",\"atLeast\":\"" + world.token(Long.MAX_VALUE) + "\"");

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("STATE_UNAVAILABLE");
    }

    private void letterThatArrivedLate() {
        StateJson given = world.consented(ANNA);
        publish(given, morning(0));
        publish(given.withdrawn(World.nextXid()), morning(8));
    }

    /** Publishes a state with its time of recording, and returns when it is stored and vouched for. */
    private void publish(StateJson state, String recordedAt) {
        String json = state.json()
                .replace(
                        "\"recordedAt\":\"%s\",\n \"identifiers\"".formatted(morning(1)),
                        "\"recordedAt\":\"%s\",\n \"identifiers\"".formatted(recordedAt));
        assertThat(json).contains(recordedAt);
        world.relay().send(Relay.STATES, null, state.key(), json, STATE);
        world.relay().mark(1, World.nextXid());
        String vouched = ",\"at\":\"" + noon(18) + "\",\"atLeast\":\"" + world.token(state.xid()) + "\"";
        Until.holds("the projector has it", () -> !"STATE_UNAVAILABLE"
                .equals(world.askWith("marketing-tool", ANNA, vouched)
                        .jsonPath()
                        .getString("code")));
    }

    private Response ask(@Nullable Integer atDay, @Nullable Integer knownAtDay) {
        return askAt(noon(atDay), noon(knownAtDay));
    }

    private Response askAt(@Nullable String at, @Nullable String knownAt) {
        String members = (at == null ? "" : ",\"at\":\"" + at + "\"")
                + (knownAt == null ? "" : ",\"knownAt\":\"" + knownAt + "\"");
        return world.askWith("marketing-tool", ANNA, members);
    }

    private static @Nullable String noon(@Nullable Integer day) {
        return day == null ? null : StateJson.day(day) + "T12:00:00.000Z";
    }

    private static String morning(int day) {
        return StateJson.day(day) + "T08:00:00.100Z";
    }
}
