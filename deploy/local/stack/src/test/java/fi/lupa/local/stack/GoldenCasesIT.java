// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden cases through the public API: facts are posted, the question is asked, one answer is right. Each case has a person of its
 * own. The rulebook's {@code golden.yaml} has them all; what is not here cannot be set up by requests alone (G17 needs a register, G26 an
 * erasure by two, G28 an old state, G32 fifty years).
 */
class GoldenCasesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
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
        return revision.isEmpty()
                ? question
                : question.substring(0, question.length() - 1) + ",\"atLeast\":\"" + revision + "\"}";
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
