// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.local.infrastructure.ServiceProcess;
import fi.lupa.local.stack.demo.Api;
import fi.lupa.local.stack.demo.TestPerson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Opt-in → "may we contact X?" → withdrawal → log, through HTTP against the started stack. */
class FirstPathIT {

    private static final int ROUNDS = 200;

    private final StartedStack lupa = StartedStack.get();
    private final Caller tool = lupa.as("marketing-tool", "kysely");

    @Test
    void waitsForTheConfirmation_whenThePurposeHasDoubleOptIn() throws Exception {
        // Given
        String email = somebody();

        // When
        Api.Answer given = tool.gives(email, "newsletter");

        // Then
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        assertThat(given.body().at("/records/0/state").asText()).isEqualTo("PENDING_CONFIRMATION");
        assertThat(tool.answer(email, "newsletter", revision(given))).isEqualTo("DENY PENDING_CONFIRMATION");

        // When
        confirm(given.body().path("confirmationLink").asText());

        // Then
        Waiting.until(() -> answer(tool.asks(email, "newsletter", null)).equals("ALLOW CONSENT_GIVEN"));
    }

    @Test
    void allowsAtOnce_whenThePurposeIsPlain() {
        // Given
        String email = somebody();

        // When
        Api.Answer given = tool.gives(email, "product-updates");

        // Then
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        assertThat(given.body().at("/records/0/state").asText()).isEqualTo("GIVEN");
        assertThat(given.body().at("/records/0/effective").asBoolean()).isTrue();
        assertThat(tool.answer(email, "product-updates", revision(given))).isEqualTo("ALLOW CONSENT_GIVEN");
        Api.Answer receipt = lupa.api()
                .get(
                        "marketing-tool",
                        lupa.stack().url(Service.CONSENT)
                                + given.body().path("receipt").asText());
        assertThat(receipt.status()).as(receipt.text()).isEqualTo(200);
        assertThat(receipt.text()).contains("dpv:ConsentReceipt").doesNotContain(email);
    }

    @Test
    void isNeverStale_whenAskedWithTheRevisionOfTheWithdrawal() {
        String email = somebody();
        List<String> answers = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            tool.gives(email, "product-updates");
            Api.Answer withdrawn = tool.withdraws(email, "product-updates");
            assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(201);
            answers.add(tool.answer(email, "product-updates", revision(withdrawn)));
        }
        assertThat(answers).hasSize(ROUNDS).containsOnly("DENY CONSENT_WITHDRAWN");
    }

    @Test
    void neverAllows_whenConsentServiceDiesRightAfterItsAnswer() {
        ServiceProcess consent = lupa.stack().service(Service.CONSENT);
        for (int round = 0; round < 3; round++) {
            // Given
            lupa.calm();
            String email = somebody();
            Api.Answer given = tool.gives(email, "product-updates");
            assertThat(tool.answer(email, "product-updates", revision(given))).startsWith("ALLOW");
            Api.Answer withdrawn = tool.withdraws(email, "product-updates");

            // When
            consent.kill();

            // Then
            Api.Answer asked = tool.asks(email, "product-updates", revision(withdrawn));
            assertThat(answer(asked)).isIn("DENY CONSENT_WITHDRAWN", "503 STATE_UNAVAILABLE");
            consent.restart();
            Waiting.until(() -> answer(tool.asks(email, "product-updates", revision(withdrawn)))
                    .equals("DENY CONSENT_WITHDRAWN"));
        }
    }

    @Test
    void keepsAnswering_whenConsentServiceCannotBeReached() {
        // Given
        String email = somebody();
        Api.Answer withdrawn = tool.withdraws(email, "product-updates");
        assertThat(tool.answer(email, "product-updates", revision(withdrawn))).startsWith("DENY");
        ServiceProcess consent = lupa.stack().service(Service.CONSENT);

        // When
        consent.pause();
        try {
            Api.Answer asked = tool.asks(email, "product-updates", revision(withdrawn));

            // Then
            assertThat(answer(asked)).isEqualTo("DENY CONSENT_WITHDRAWN");
        } finally {
            consent.resume();
        }
    }

    @Test
    void logsEveryFactOnceAndInOrder() {
        // Given
        String email = somebody();
        Api.Answer given = tool.gives(email, "product-updates");
        tool.withdraws(email, "product-updates");
        tool.objects(email, "ALL_MARKETING");
        String subject = given.body().path("subjectId").asText();

        // When
        String url = lupa.stack().url(Service.AUDIT) + "/v1/subjects/" + subject + "/entries";
        Waiting.until(() -> kinds(lupa.api().get("regulator-vendor", url)).size() >= 3);

        // Then
        Api.Answer entries = lupa.api().get("regulator-vendor", url);
        assertThat(kinds(entries)).containsExactly("consent.given", "consent.withdrawn", "objection.recorded");
        assertThat(entries.text()).doesNotContain(email);
        List<Long> sequence = new ArrayList<>();
        entries.body()
                .path("items")
                .forEach(item -> sequence.add(item.at("/leaf/n").asLong()));
        assertThat(sequence).containsExactly(0L, 1L, 2L);
    }

    @Test
    void answersAsListed_forEveryTestPerson() {
        List<String> wrong = new ArrayList<>();
        for (TestPerson person : TestPerson.all()) {
            Api.Answer asked = lupa.api()
                    .post(
                            person.client(),
                            lupa.stack().url(Service.PREFERENCE) + "/v1/decisions",
                            person.question().toString());
            String expected = person.decision() + " " + person.reason();
            if (!answer(asked).equals(expected)) {
                wrong.add(person.name() + ": " + answer(asked) + " instead of " + expected);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void hidesTheReason_fromAClientThatMayNotHaveItExplained() {
        // Given
        Caller surveyTool = lupa.as("survey-tool", "kysely");
        String known = somebody();
        Api.Answer withdrawn = tool.withdraws(known, "event-invitation");
        assertThat(tool.answer(known, "event-invitation", revision(withdrawn))).isEqualTo("DENY CONSENT_WITHDRAWN");

        // When
        JsonNode unknown = surveyTool.asks(somebody(), "product-updates", null).body();
        JsonNode silent = surveyTool.asks(known, "product-updates", null).body();
        JsonNode optedOut = surveyTool.asks(known, "event-invitation", null).body();

        // Then
        for (JsonNode answer : List.of(unknown, silent, optedOut)) {
            assertThat(answer.path("decision").asText()).isEqualTo("DENY");
            assertThat(answer.path("stateRevision").isNull())
                    .as(answer.toString())
                    .isTrue();
            assertThat(answer.path("evidence").isNull()).as(answer.toString()).isTrue();
        }
        assertThat(unknown.path("reason").asText()).isEqualTo("NO_PERMISSION");
        assertThat(silent.path("reason").asText()).isEqualTo("NO_PERMISSION");
        assertThat(optedOut.path("reason").asText()).isEqualTo("OPTED_OUT");
    }

    static String somebody() {
        return "joku-" + UUID.randomUUID() + "@example.fi";
    }

    static String revision(Api.Answer answer) {
        return answer.body().path("revision").asText();
    }

    static String answer(Api.Answer answer) {
        return answer.status() == 200
                ? answer.body().path("decision").asText() + " "
                        + answer.body().path("reason").asText()
                : answer.status() + " " + answer.body().path("code").asText();
    }

    static List<String> kinds(Api.Answer entries) {
        List<String> kinds = new ArrayList<>();
        entries.body()
                .path("items")
                .forEach(item -> kinds.add(item.at("/leaf/kind").asText()));
        return kinds;
    }

    static void confirm(String link) throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(link))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
    }
}
