// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.suppression.Published;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.Timestamps;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InboundTest {

    private static final String PHONE = "+358500000066";

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void objectsToAllMarketing_whenSomebodyAnswersStop() {
        // Given
        String subject = consented();

        // When
        Response answer = sms("Lopettakaa nämä!", Map.of());

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("understood")).isEqualTo("STOP");
        assertThat(answer.jsonPath().getList("recorded")).containsExactly("ALL_MARKETING");
        assertThat(answer.jsonPath().getDouble("effectSeconds")).isBetween(0.0, 3_600.0);
        assertThat(answer.jsonPath().getString("revision")).isNotBlank();
        assertThat(scopes(subject)).containsExactly("ALL_MARKETING");
        assertThat(Stored.found("Lopettakaa")).isEmpty();
        assertThat(RestAssured.get("/q/metrics").asString())
                .contains("lupa_inbound_effect_seconds_count{understood=\"STOP\"");
    }

    @Test
    void readsTheWiderNo_andTakesADoubtfulOneForItsChannels() {
        // Given
        String subject = consented();

        // When
        Response doubtful = sms("ei", Map.of());
        Response wide = sms("Älkää ottako yhteyttä", Map.of());
        Response again = sms("Stop", Map.of());

        // Then
        assertThat(doubtful.jsonPath().getList("recorded")).containsExactly("CHANNEL");
        assertThat(wide.jsonPath().getList("recorded")).containsExactly("ALL_MARKETING", "SURVEYS");
        assertThat(again.jsonPath().getList("recorded")).isEmpty();
        assertThat(scopes(subject)).containsExactly("CHANNEL", "ALL_MARKETING", "SURVEYS");
        assertThat(tenant.get("/v1/subjects/" + subject).jsonPath().getString("objections[0].channel"))
                .isEqualTo("SMS");
    }

    @Test
    void countsFromTheLastTime_whenTheSameNoIsSaidAgain() {
        // Given
        String subject = consented();
        Instant later = Instant.now().minusSeconds(600);

        // When
        sms("stop", Map.of("receivedAt", Timestamps.format(later.minusSeconds(3_600))));
        sms("stop", Map.of("receivedAt", Timestamps.format(later)));

        // Then
        assertThat(tenant.get("/v1/subjects/" + subject).jsonPath().getList("objections.at"))
                .containsExactly(Timestamps.format(later));
    }

    @Test
    void leavesNoTrace_whenNothingWasUnderstood() {
        // Given
        consented();
        Map<String, Integer> before = Stored.counts(tenant);

        // When
        Response answer = sms("Kiitos, tulen mielelläni", Map.of());

        // Then
        assertThat(answer.jsonPath().getString("understood")).isEqualTo("NOT_UNDERSTOOD");
        assertThat(Stored.counts(tenant)).isEqualTo(before);
    }

    @Test
    void recordsAStopOfSomebodyUnknown_andOnceForOneKey() {
        // Given
        Map<String, Object> received = Map.of("receivedAt", Timestamps.format(Instant.now()));

        // When
        Response first = sms("stop", received, "the-carriers-id");
        Response repeated = sms("stop", received, "the-carriers-id");

        // Then
        assertThat(repeated.asString()).isEqualTo(first.asString());
        assertThat(Stored.facts(tenant)).singleElement().asString().contains("objection.recorded", "SMS_REPLY");
    }

    @Test
    void takesALetterForAnObjectionToLetters_whenItIsDoubtful() {
        // When
        Response letter = send(
                "/v1/inbound/post",
                Map.of(
                        "controller",
                        "kysely",
                        "from",
                        Map.of("type", "EMAIL", "value", mail),
                        "text",
                        "Nej, inte för mig.",
                        "receivedAt",
                        Timestamps.format(Instant.now())));

        // Then
        assertThat(letter.jsonPath().getList("recorded")).containsExactly("CHANNEL");
        assertThat(Stored.facts(tenant)).singleElement().asString().contains("POST_ADDRESSED");
    }

    @Test
    void objects_whenAMailProviderReportsAComplaint() {
        // Given
        String subject = consented();

        // When
        Response answer = mail("complaint", Mails.complaint(mail));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("understood")).isEqualTo("COMPLAINT");
        assertThat(scopes(subject)).containsExactly("ALL_MARKETING");
    }

    @Test
    void putsAnAddressThatDoesNotExistOnTheOwnList_andAFullMailboxNot() {
        // Given
        consented();

        // When
        Response soft = mail("bounce", Mails.bounce(mail, "failed", "5.2.2"));
        int facts = Stored.facts(tenant).size();
        Response hard = mail("bounce", Mails.bounce(mail, "failed", "5.1.1"));

        // Then
        assertThat(soft.jsonPath().getString("understood")).isEqualTo("SOFT_BOUNCE");
        assertThat(facts).isEqualTo(1);
        assertThat(hard.jsonPath().getString("understood")).isEqualTo("HARD_BOUNCE");
        Map<String, JsonNode> lists = Published.await(tenant, found -> Published.entries(found, "own:kysely:-") == 1);
        assertThat(lists.values())
                .anySatisfy(block -> assertThat(block.toString()).contains("HARD_BOUNCE"));
        assertThat(Stored.facts(tenant)).hasSize(2).last().asString().contains("contact.reported");
    }

    @Test
    void refusesWhatItCannotTake_andStoresNothing() {
        // When
        List<Response> refused = List.of(
                mail("complaint", Mails.letter(mail)),
                mail("complaint", Mails.bounce(mail, "failed", "5.1.1")),
                mail("bounce", new byte[] {1, 2, 3}),
                sms(" ", Map.of()),
                sms("stop", Map.of("from", Map.of("type", "EMAIL", "value", mail))),
                sms("stop", Map.of("receivedAt", "2999-01-01T00:00:00Z")),
                sms("stop", Map.of("controller", "third")));

        // Then
        assertThat(refused).extracting(Response::statusCode).containsExactly(400, 400, 400, 400, 422, 422, 403);
        assertThat(Stored.counts(tenant)).containsEntry("subject", 0).containsEntry("journal", 0);
    }

    private String consented() {
        Response given = tenant.consent(Body.ofMail(mail).and("PHONE", PHONE).give("product-updates", "EMAIL"));
        assertThat(given.statusCode()).as(given.asString()).isEqualTo(201);
        return given.jsonPath().getString("subjectId");
    }

    private List<String> scopes(String subject) {
        return tenant.get("/v1/subjects/" + subject).jsonPath().getList("objections.scope");
    }

    private Response sms(String text, Map<String, Object> more) {
        return sms(text, more, UUID.randomUUID().toString());
    }

    private Response sms(String text, Map<String, Object> more, String key) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "controller",
                "kysely",
                "from",
                Map.of("type", "PHONE", "value", PHONE),
                "text",
                text,
                "receivedAt",
                Timestamps.format(Instant.now().minusSeconds(5))));
        body.putAll(more);
        return send("/v1/inbound/sms", body, key);
    }

    private Response send(String path, Map<String, Object> body) {
        return send(path, body, UUID.randomUUID().toString());
    }

    private Response send(String path, Map<String, Object> body, String key) {
        return Tenant.request(gateway())
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
    }

    private Response mail(String kind, byte[] body) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("message/rfc822", ContentType.BINARY)))
                .auth()
                .oauth2(gateway().text())
                .contentType("message/rfc822")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/v1/inbound/" + kind + "?controller=kysely");
    }

    private Tokens gateway() {
        return tenant.tool().scopes("contact:report");
    }
}
