// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdentityTest {

    private static final String PHONE = "+358500000077";

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();
    private final String other = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void keepsTheNoOfBothAndTellsTheSurvivorFirst_whenTwoAreMerged() {
        // Given
        String giver = subject(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));
        String objector = objects(other);

        // When
        Response merged = merge(giver, objector);

        // Then
        assertThat(merged.statusCode()).as(merged.asString()).isEqualTo(200);
        Response state = tenant.get("/v1/subjects/" + objector);
        assertThat(state.jsonPath().getList("objections")).hasSize(1);
        Map<String, Object> cell = state.jsonPath().getMap("choices.find { it.purpose == 'product-updates' }");
        assertThat(cell.get("permission")).isNotNull();
        assertThat(state.jsonPath().getList("choices.permission.lifts").get(0)).isEqualTo(List.of());
        assertThat(tenant.get("/v1/subjects/" + giver).statusCode()).isEqualTo(404);
        assertThat(Stored.texts(
                        tenant,
                        "SELECT subject || ' ' || (state ->> 'status') FROM journal WHERE tenant = ? AND kind = 'subject.merged'"
                                + " ORDER BY epoch, xid, position"))
                .containsExactly(objector + " LIVE", giver + " MERGED");
        assertThat(subject(tenant.consent(Body.ofMail(mail).choose("REFUSED", "newsletter"))))
                .isEqualTo(objector);
    }

    @Test
    void erasesWhoAsked_whenAWrongMergeWasUndoneMeanwhile() {
        // Given
        String asking = subject(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));
        String bystander = subject(tenant.consent(Body.ofMail(other).give("product-updates", "EMAIL")));
        Response request = post(
                "/v1/rights-requests",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(Map.of("type", "EMAIL", "value", mail)),
                        "kind",
                        "ERASURE",
                        "receivedAt",
                        "2026-01-31T10:00:00.000Z",
                        "identity",
                        "VERIFIED"));
        String complete = "/v1/rights-requests/" + request.jsonPath().getString("id") + "/complete";
        merge(asking, bystander);
        post(
                "/v1/subjects/split",
                Map.of("subject", bystander, "identifiers", List.of(Map.of("type", "EMAIL", "value", mail))));
        String part = subject(tenant.consent(Body.ofMail(mail).choose("REFUSED", "newsletter")));

        // When
        Response whom = post(complete, Map.of("outcome", "GRANTED"));
        Response done = post(complete, Map.of("outcome", "GRANTED", "subjects", List.of(part)));

        // Then
        assertThat(part).isNotEqualTo(bystander);
        assertThat(whom.statusCode()).as(whom.asString()).isEqualTo(400);
        assertThat(whom.jsonPath().getString("errors[0].pointer")).isEqualTo("/subjects");
        assertThat(done.statusCode()).as(done.asString()).isEqualTo(200);
        assertThat(Stored.texts(tenant, "SELECT id || ' ' || status FROM subject WHERE tenant = ?"))
                .contains(part + " ERASED", bystander + " LIVE");
    }

    @Test
    void showsNoReceiptAnyMore_whenWhomTheyBecamePartOfIsErased() {
        // Given
        Response given = tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        String receipt = given.jsonPath().getString("receipt");
        String into = subject(tenant.consent(Body.ofMail(other).give("product-updates", "EMAIL")));
        merge(subject(given), into);
        int before = tenant.get(receipt).statusCode();

        // When
        Response request = post(
                "/v1/rights-requests",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(Map.of("type", "EMAIL", "value", other)),
                        "kind",
                        "ERASURE",
                        "receivedAt",
                        "2026-01-31T10:00:00.000Z",
                        "identity",
                        "VERIFIED"));
        post("/v1/rights-requests/" + request.jsonPath().getString("id") + "/complete", Map.of("outcome", "GRANTED"));

        // Then
        assertThat(before).isEqualTo(200);
        assertThat(tenant.get(receipt).statusCode()).isEqualTo(404);
    }

    @Test
    void givesBothEveryNo_whenOneIsSplit() {
        // Given
        Map<String, Object> objection = new HashMap<>(Body.ofMail(mail)
                .and("PHONE", PHONE)
                .by("STAFF_ENTRY_UNSIGNED")
                .withoutChoices()
                .map());
        objection.put("scope", "ALL_MARKETING");
        String whole = subject(tenant.post("/v1/objections", objection));

        // When
        Response split = post(
                "/v1/subjects/split",
                Map.of("subject", whole, "identifiers", List.of(Map.of("type", "PHONE", "value", PHONE))));

        // Then
        assertThat(split.statusCode()).as(split.asString()).isEqualTo(200);
        String part = subject(split);
        assertThat(part).isNotEqualTo(whole);
        for (String each : List.of(whole, part)) {
            assertThat(tenant.get("/v1/subjects/" + each).jsonPath().getList("objections.scope"))
                    .containsExactly("ALL_MARKETING");
        }
        assertThat(
                        Stored.texts(
                                tenant,
                                "SELECT subject FROM journal WHERE tenant = ? AND kind = 'subject.split' ORDER BY epoch, xid, position"))
                .containsExactly(part, whole);
        assertThat(Stored.texts(tenant, "SELECT subject FROM identifier WHERE tenant = ? AND type = 'PHONE'"))
                .containsExactly(part);
    }

    @Test
    void stillConfirmsAndErases_whenTheValueHasMovedUnderAnotherKey() {
        // Given
        String from = subject(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));
        String into = subject(tenant.consent(Body.ofMail(other).give("product-updates", "EMAIL")));
        merge(from, into);

        // When
        Response request = post(
                "/v1/rights-requests",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(Map.of("type", "EMAIL", "value", mail)),
                        "kind",
                        "ERASURE",
                        "receivedAt",
                        "2026-01-31T10:00:00.000Z",
                        "identity",
                        "VERIFIED"));
        Response erased = post(
                "/v1/rights-requests/" + request.jsonPath().getString("id") + "/complete",
                Map.of("outcome", "GRANTED"));

        // Then
        assertThat(erased.statusCode()).as(erased.asString()).isEqualTo(200);
        assertThat(Stored.counts(tenant))
                .containsEntry("subject_key", 0)
                .containsEntry("vault_disclosure", 0)
                .containsEntry("vault_identifier", 0)
                .containsEntry("identifier", 0);
    }

    @Test
    void changesNothing_whenTheRequestDoesNotFit() {
        // Given
        String one = subject(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));
        Map<String, Integer> before = Stored.counts(tenant);

        // When
        Response same = merge(one, one);
        Response unknown = merge(one, "sub_01JD7Q5K3M9E8Z2R4T6V8X0Y1Z");
        Response all = post(
                "/v1/subjects/split",
                Map.of("subject", one, "identifiers", List.of(Map.of("type", "EMAIL", "value", mail))));

        // Then
        assertThat(same.statusCode()).isEqualTo(400);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(all.statusCode()).isEqualTo(400);
        assertThat(Stored.counts(tenant)).isEqualTo(before);
    }

    private Response merge(String from, String into) {
        return post(
                "/v1/subjects/merge",
                Map.of("controller", "kysely", "from", from, "into", into, "reason", "sama henkilö"));
    }

    private String objects(String address) {
        Map<String, Object> body =
                new HashMap<>(Body.ofMail(address).withoutChoices().map());
        body.put("scope", "ALL_MARKETING");
        return subject(tenant.post("/v1/objections", body));
    }

    private static String subject(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 201);
        return answer.jsonPath().getString("subjectId");
    }

    private Response post(String path, Object body) {
        return Tenant.request(Tokens.of("vendor-dpo")
                        .tenant(tenant.key())
                        .controllers("kysely", "verkko")
                        .scopes("rights:admin"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
    }
}
