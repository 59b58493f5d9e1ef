// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.consent.suppression.Published;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.Timestamps;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was sent is told whole, follows the person, and goes with the person. */
@QuarkusTest
class ContactCountsTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();
    private final String other = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void tellsTheWholeCount_andWhichRevisionHasIt() {
        // Given
        String subject = known(mail);

        // When
        Response first = sent(mail, "SENT", "product-updates");
        sent(mail, "SENT", "product-updates");

        // Then
        assertThat(first.jsonPath().getInt("results[0].body.counted")).isEqualTo(1);
        assertThat(first.jsonPath().getString("results[0].body.revision")).isNotBlank();
        await(subject, 2);
    }

    @Test
    void countsCallsThatWereMade_andNothingOfAService() {
        // Given
        tenant.admin(
                "/v1/purposes",
                Map.of("controller", "kysely", "key", "invoices", "category", "SERVICE", "channels", List.of("EMAIL")));
        String subject = known(mail);

        // When
        Response service = sent(mail, "SENT", "invoices");
        sent(mail, "NOT_REACHED", "product-updates");
        sent(mail, "CALLED", "product-updates");

        // Then
        assertThat(service.jsonPath().getInt("results[0].body.counted")).isZero();
        await(subject, 1);
    }

    @Test
    void addsUpWhatWasSentToBoth_whenTwoBecomeOne_andGivesAllToBothPartsAgain() {
        // Given
        String one = known(mail);
        String two = known(other);
        sent(mail, "SENT", "product-updates");
        sent(other, "SENT", "product-updates");
        sent(other, "SENT", "product-updates");

        // When
        ok(identity(
                "/v1/subjects/merge",
                Map.of("controller", "kysely", "from", one, "into", two, "reason", "sama henkilö")));
        await(two, 3);
        Response part = identity(
                "/v1/subjects/split",
                Map.of("subject", two, "identifiers", List.of(Map.of("type", "EMAIL", "value", mail))));

        // Then
        ok(part);
        await(one, 0);
        await(two, 3);
        await(part.jsonPath().getString("subjectId"), 3);
    }

    @Test
    void forgetsWhatWasSent_whenThePersonIsErased() {
        // Given
        String subject = known(mail);
        sent(mail, "SENT", "product-updates");
        await(subject, 1);
        Tokens rights = reporter().scopes("rights:admin", "consent:read");
        Response request = Tenant.request(rights)
                .header("Idempotency-Key", "erase-1")
                .body(Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(Map.of("type", "EMAIL", "value", mail)),
                        "kind",
                        "ERASURE",
                        "receivedAt",
                        "2026-01-31T10:00:00.000Z",
                        "identity",
                        "VERIFIED"))
                .post("/v1/rights-requests");

        // When
        Response done = Tenant.request(rights)
                .header("Idempotency-Key", "erase-2")
                .body(Map.of("outcome", "GRANTED"))
                .post("/v1/rights-requests/" + request.jsonPath().getString("id") + "/complete");

        // Then
        ok(done);
        await(subject, 0);
        assertThat(Stored.texts(tenant, "SELECT subject FROM contact_count WHERE tenant = ?"))
                .isEmpty();
    }

    @Test
    void refusesACap_thatLooksBackFurtherThanIsCounted() {
        // When
        Response own = tenant.post(
                "/v1/preferences",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(Map.of("type", "EMAIL", "value", mail)),
                        "caps",
                        List.of(Map.of("channels", List.of("EMAIL"), "max", 1, "per", "P32D")),
                        "capture",
                        Map.of("method", "WEB_BUTTON", "at", Timestamps.format(Instant.now()))));
        Response controllers = tenant.adminAnswer(
                "/v1/controllers",
                Map.of(
                        "key",
                        "third",
                        "legalName",
                        "Esimerkki Oy",
                        "policies",
                        Map.of("caps", List.of(Map.of("channels", List.of("EMAIL"), "max", 1, "per", "P2M")))));

        // Then
        assertThat(own.statusCode()).isEqualTo(400);
        assertThat(own.jsonPath().getString("errors[0].pointer")).isEqualTo("/caps/per");
        assertThat(controllers.statusCode()).as(controllers.asString()).isEqualTo(400);
        assertThat(controllers.jsonPath().getString("errors[0].pointer")).isEqualTo("/policies/caps/per");
    }

    private String known(String email) {
        return tenant.consent(Body.ofMail(email).give("product-updates", "EMAIL"))
                .jsonPath()
                .getString("subjectId");
    }

    private Response sent(String email, String outcome, String purpose) {
        Map<String, Object> report = new HashMap<>(Map.of(
                "controller",
                "kysely",
                "purpose",
                purpose,
                "channel",
                "EMAIL",
                "recipient",
                Map.of("type", "EMAIL", "value", email),
                "at",
                Timestamps.format(Instant.now()),
                "outcome",
                outcome));
        Response answer = Tenant.request(reporter().scopes("contact:report"))
                .body(List.of(report))
                .post("/v1/contact-reports");
        assertThat(answer.jsonPath().getInt("results[0].status"))
                .as(answer.asString())
                .isEqualTo(200);
        return answer;
    }

    private Tokens reporter() {
        return Tokens.of("mailer").tenant(tenant.key()).controllers("kysely", "verkko");
    }

    private Response identity(String path, Map<String, Object> body) {
        return Tenant.request(reporter().scopes("consent:write", "consent:read", "rights:admin"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
    }

    private static void ok(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    /** Waits until the last word on the topic says that so much was sent to the subject. */
    private void await(String subject, int sent) {
        Published.await(
                "lupa.contacts.v1",
                tenant,
                found -> found.containsKey(subject) && sum(found.get(subject).path("counts")) == sent);
    }

    private static int sum(JsonNode counts) {
        return StreamSupport.stream(counts.spliterator(), false)
                .mapToInt(day -> day.path("sent").intValue())
                .sum();
    }
}
