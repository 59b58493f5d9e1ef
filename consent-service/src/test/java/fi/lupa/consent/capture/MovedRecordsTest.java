// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was recorded before a merge or a split goes on under whoever has the identifier now. */
@QuarkusTest
class MovedRecordsTest {

    private static final String PHONE = "+358500000078";

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void confirmsForTheSurvivor_whenTheLinkWasSentBeforeTheMerge() {
        // Given
        Response asked = asked("newsletter");
        String survivor = other();
        merge(subject(asked), survivor);

        // When
        String first = press(asked);
        String second = press(asked);

        // Then
        assertThat(first).contains("on vahvistettu");
        assertThat(second).doesNotContain("404");
        assertThat(permission(survivor, "newsletter")).containsEntry("method", "DOUBLE_OPT_IN_LINK");
        assertThat(kinds("consent.given")).hasSize(2);
    }

    @Test
    void confirmsForThePart_whenTheLinkWasSentBeforeTheSplit() {
        // Given
        String whole =
                subject(tenant.consent(Body.ofMail(mail).and("PHONE", PHONE).choose("REFUSED", "profiling")));
        Response asked = asked("newsletter");
        String part = split(whole, "EMAIL", mail);

        // When
        String page = press(asked);

        // Then
        assertThat(page).contains("on vahvistettu");
        assertThat(permission(part, "newsletter")).containsEntry("method", "DOUBLE_OPT_IN_LINK");
    }

    @Test
    void changesNothing_whenTheSurvivorHasSaidNo() {
        // Given
        Response asked = asked("newsletter");
        String survivor = other();
        merge(subject(asked), survivor);
        tenant.consent(Body.ofMail(mail).choose("REFUSED", "newsletter", "EMAIL"));

        // When
        String page = press(asked);

        // Then
        assertThat(page).doesNotContain("on vahvistettu");
        assertThat(kinds("consent.given")).hasSize(1);
    }

    @Test
    void expiresForTheSurvivorAndThePart_whenTheRecordIsOlder() {
        // Given
        purpose("brief", Map.of("validity", "P1Y"));
        String whole =
                subject(tenant.consent(Body.ofMail(mail).and("PHONE", PHONE).give("brief", "EMAIL")));
        String survivor = other();
        merge(whole, survivor);
        String part = split(survivor, "EMAIL", mail);
        purpose("brief", Map.of("validity", "PT1S"));

        // When
        Stored.texts(tenant, "UPDATE deadline SET due_at = now() WHERE tenant = ? RETURNING record_id::text");
        Await.until(() -> !kinds("consent.expired").isEmpty());

        // Then
        assertThat(kinds("consent.expired")).containsExactly(part);
        purpose("brief", Map.of("validity", "P5Y"));
        assertThat(permission(part, "brief").get("expiredAt")).isNotNull();
    }

    @Test
    void forgetsWhatWasNeverConfirmed_whenMergedMeanwhile() {
        // Given
        purpose("careful", Map.of("doubleOptIn", true, "confirmWithin", "PT5S"));
        Response asked = asked("careful");
        merge(subject(asked), other());

        // When
        Await.until(() -> !kinds("consent.expired").isEmpty());

        // Then
        assertThat(unconfirmedProof()).isEmpty();
    }

    @Test
    void forgetsWhatWasNeverConfirmed_whenANoHasEndedItBefore() {
        // Given
        purpose("careful", Map.of("doubleOptIn", true, "confirmWithin", "PT3S"));
        asked("careful");
        tenant.consent(Body.ofMail(mail).choose("REFUSED", "careful", "EMAIL"));

        // When, Then
        Await.until(() -> unconfirmedProof().isEmpty());
        assertThat(Stored.texts(tenant, "SELECT record_id::text FROM deadline WHERE tenant = ?"))
                .isEmpty();
    }

    private List<String> unconfirmedProof() {
        return Stored.texts(
                tenant,
                "SELECT event_id::text FROM vault_disclosure d WHERE tenant = ? AND EXISTS (SELECT FROM journal j"
                        + " WHERE j.tenant = d.tenant AND j.event_id = d.event_id AND j.kind = 'consent.requested')");
    }

    private Response asked(String purpose) {
        return tenant.consent(Body.ofMail(mail)
                .give(purpose, "EMAIL")
                .capture("evidence", Map.of("form", "koelomake"))
                .capture("confirmation", Map.of("deliver", "CLIENT")));
    }

    private static String press(Response asked) {
        return RestAssured.post(URI.create(asked.jsonPath().getString("confirmationLink"))
                        .getPath())
                .asString();
    }

    private String other() {
        return subject(tenant.consent(Body.ofMail(Body.anyMail()).give("product-updates", "EMAIL")));
    }

    private void merge(String from, String into) {
        officer(
                "/v1/subjects/merge",
                Map.of("controller", "kysely", "from", from, "into", into, "reason", "sama henkilö"));
    }

    private String split(String whole, String type, String value) {
        return subject(officer(
                "/v1/subjects/split",
                Map.of("subject", whole, "identifiers", List.of(Map.of("type", type, "value", value)))));
    }

    private Response officer(String path, Object body) {
        Response answer = Tenant.request(Tokens.of("vendor-dpo")
                        .tenant(tenant.key())
                        .controllers("kysely", "verkko")
                        .scopes("rights:admin"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    private void purpose(String key, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "controller",
                "kysely",
                "key",
                key,
                "category",
                "DIRECT_MARKETING",
                "channels",
                List.of("EMAIL"),
                "title",
                Map.of("fi", "Uutiskirje")));
        body.putAll(more);
        if (tenant.adminAnswer("/v1/purposes", body).statusCode() != 201) {
            tenant.adminPut("/v1/purposes/kysely/" + key, body);
        }
    }

    private Map<String, Object> permission(String subject, String purpose) {
        return tenant.get("/v1/subjects/" + subject)
                .jsonPath()
                .getMap("choices.find { it.purpose == '" + purpose + "' }.permission");
    }

    /** The subjects of the facts of a kind. */
    private List<String> kinds(String kind) {
        return Stored.texts(
                tenant,
                "SELECT subject FROM journal WHERE tenant = ? AND kind = '" + kind + "' ORDER BY epoch, xid, position");
    }

    private static String subject(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 201);
        return answer.jsonPath().getString("subjectId");
    }
}
