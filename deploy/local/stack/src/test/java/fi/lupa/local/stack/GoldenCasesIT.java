// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden cases through the public API: facts are posted, the question is asked, one answer is right: its reason, its basis and one rule. Each case
 * has a person of its own. The rulebook's {@code golden.yaml} has them all; what is not here is in {@link GoldenCasesApartIT}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GoldenCasesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final List<NoYes> NO_YES = new ArrayList<>();
    private static final StartedStack LUPA = StartedStack.get();

    static Stream<JsonNode> cases() {
        try (InputStream in = GoldenCasesIT.class.getResourceAsStream("/golden-cases.json")) {
            return StreamSupport.stream(JSON.readTree(in).spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void awaitCalm() {
        LUPA.calm();
    }

    /** A case that was answered with something else than a yes, about no time of its own. */
    private record NoYes(String about, String client, String question) {}

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void answersAsTheGoldenCaseSays(JsonNode golden) {
        // Given
        String client = golden.get("client").asText();
        Placeholders person = new Placeholders();
        String revision = "";
        for (JsonNode step : golden.get("steps")) {
            revision = record(client, step, person, revision);
        }

        // When
        Api.Answer asked = asks(client, atLeast(person.filled(golden.get("question")), revision));

        // Then
        assertThat(FirstPathIT.answer(asked))
                .as("%s %s", golden.get("case"), asked.text())
                .isEqualTo(golden.get("expect").asText());
        if (asked.status() == OK) {
            assertThat(asked.body().path("basis")).as(asked.text()).isEqualTo(golden.path("basis"));
            keep(golden, person, asked);
            assertThat(asked.body().at("/rules/0").asText())
                    .as(asked.text())
                    .isEqualTo(golden.path("rule").asText());
        }
    }

    private static void keep(JsonNode golden, Placeholders person, Api.Answer asked) {
        JsonNode question = golden.get("question");
        if (!asked.body().path("decision").asText().equals("ALLOW") && !question.has("at")) {
            NO_YES.add(new NoYes(
                    golden.get("case") + " " + golden.get("about"),
                    golden.get("client").asText(),
                    person.filled(question)));
        }
    }

    /** G32, over HTTP: no time makes a yes of a no. That fifty years of the retention worker touch nothing a decision rests on is in RetentionTest. */
    @Order(2)
    @Test
    void g32_turnsNoNoIntoAYes_asFarAheadAsCanBeAsked() {
        assertThat(NO_YES).hasSizeGreaterThan(15);
        int answered = 0;
        for (NoYes one : NO_YES) {
            for (int years : new int[] {1, 3, 5}) {
                // When
                Api.Answer asked = asks(one.client(), oneMore(one.question(), "at", sameWeekdayIn(years)));

                // Then
                assertThat(asked.body().path("decision").asText())
                        .as("%s in %d years: %s", one.about(), years, asked.text())
                        .isNotEqualTo("ALLOW");
                answered += asked.status() == OK ? 1 : 0;
            }
        }
        assertThat(answered).isGreaterThan(NO_YES.size() * 2);
    }

    private static String sameWeekdayIn(int years) {
        return Instant.now()
                .truncatedTo(ChronoUnit.MILLIS)
                .plus(Duration.ofDays(364L * years))
                .toString();
    }

    /** Posts one step and returns the newest revision that was handed out. */
    private static String record(String client, JsonNode step, Placeholders person, String revision) {
        String as = step.path("client").asText(client);
        String url = LUPA.stack().url(Service.CONSENT)
                + person.filled(step.get("path").asText());
        Api.Answer answer = LUPA.api()
                .post(
                        as,
                        url,
                        person.filled(step.get("body")),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
        boolean expected =
                step.has("status") ? answer.status() == step.get("status").asInt() : answer.isSuccess();
        assertThat(expected).as("%s %s", url, answer.text()).isTrue();
        person.keep(step.path("keep"), answer.body());
        JsonNode each = answer.body().at("/results/0/body/revision");
        return answer.body().path("revision").asText(each.asText(revision));
    }

    private static String atLeast(String question, String revision) {
        return revision.isEmpty() ? question : oneMore(question, "atLeast", revision);
    }

    private static String oneMore(String question, String member, String value) {
        return question.substring(0, question.length() - 1) + ",\"" + member + "\":\"" + value + "\"}";
    }

    /** Asks until it is answered: on a busy machine a second is not always enough for what was just written to arrive. */
    private static Api.Answer asks(String client, String question) {
        Api.Answer[] answer = new Api.Answer[1];
        Waiting.until(() -> {
            answer[0] = LUPA.api().post(client, LUPA.stack().url(Service.PREFERENCE) + "/v1/decisions", question);
            return answer[0].status() != 503;
        });
        return answer[0];
    }
}
