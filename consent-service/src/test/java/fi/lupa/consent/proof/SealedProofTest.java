// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.proof;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.rights.Openable;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.consent.vault.Vault;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SealedProofTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @Inject
    Vault vault;

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void tellsThePersonWhatIsKeptAndUntilWhen_inEveryLanguage() {
        // Given
        said();

        // When
        Response done = erase(Map.of());

        // Then
        String until = LocalDate.now(ZoneOffset.UTC).plusYears(3).toString();
        assertThat(done.jsonPath().getString("proofUntil")).startsWith(until);
        Map<String, String> told = done.jsonPath().getMap("informPerson");
        assertThat(told).containsOnlyKeys("fi", "sv", "en");
        assertThat(told.values()).doesNotHaveDuplicates().allMatch(text -> text.contains(until));
        assertThat(Stored.facts(tenant)).anyMatch(fact -> fact.contains("\"proofKept\": true"));
    }

    @Test
    void keepsNothing_whenItIsDecidedSoOrThereIsNothingToProve() {
        // Given
        said();

        // When
        Response decided = erase(Map.of("keepProof", false));
        Response nothing = erase(Map.of());

        // Then
        for (Response done : List.of(decided, nothing)) {
            assertThat(done.jsonPath().getBoolean("proofKept")).isFalse();
            assertThat(done.jsonPath().getMap("")).doesNotContainKey("proofUntil");
            assertThat(done.jsonPath().getString("informPerson.en")).contains("No proof of your consents was kept");
        }
        assertThat(Stored.texts(tenant, "SELECT id::text FROM sealed_proof WHERE tenant = ?"))
                .isEmpty();
    }

    @Test
    void isOpenedByTwoPeopleForANamedCase_andHoldsNoAddress() {
        // Given
        said();
        String request = request(erase(Map.of()));

        // When
        Response asked = ask(request, "officer-1", "KKO 2026/12");
        String opening = asked.jsonPath().getString("id");
        Response early = read(opening, "officer-2");
        Response alone = release(opening, "officer-1");
        Response released = release(opening, "officer-2");
        Response later = read(opening, "officer-1");

        // Then
        assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
        assertThat(asked.header("Location")).isEqualTo("/v1/proof-openings/" + opening);
        assertThat(early.jsonPath().getMap("")).doesNotContainKeys("proofs", "releasedAt");
        assertThat(alone.jsonPath().getString("code")).isEqualTo("SECOND_PERSON_REQUIRED");
        assertThat(released.statusCode()).as(released.asString()).isEqualTo(200);
        assertThat(later.jsonPath().getList("proofs"))
                .isEqualTo(released.jsonPath().getList("proofs"));
        assertThat(released.jsonPath().getList("proofs[0].records.state")).containsExactly("GIVEN", "WITHDRAWN");
        assertThat(released.jsonPath().getString("proofs[0].records[0].method")).isEqualTo("SURVEY_TICK");
        assertThat(released.jsonPath().getString("proofs[0].records[0].notice.version"))
                .isEqualTo("1.1");
        assertThat(released.jsonPath().getList("proofs[0].objections.scope")).containsExactly("ALL_MARKETING");
        assertThat(Stored.texts(
                        tenant,
                        "SELECT translate(encode(key, 'base64'), '+/=', '-_') FROM suppression_entry WHERE tenant = ?"
                                + " AND list LIKE 'erased:%'"))
                .contains(released.jsonPath().getString("proofs[0].identifiers[0].key"));
        assertThat(released.asString()).doesNotContain(mail, "salainen-lomake");
    }

    @Test
    void isOpenedByNoOtherKeyThatIsLeft() {
        // Given
        said();
        tenant.consent(Body.ofMail(Body.anyMail()).give("product-updates", "EMAIL"));

        // When
        erase(Map.of());

        // Then
        assertThat(Stored.found(mail, "salainen-lomake")).isEmpty();
        assertThat(new Openable(tenant, vault).texts())
                .isNotEmpty()
                .noneMatch(
                        text -> text.contains(mail) || text.contains("salainen-lomake") || text.contains("erasedAt"));
    }

    @Test
    void isThereForNobodyElse_norPastItsDate() {
        // Given
        said();
        String request = request(erase(Map.of()));
        String opening = ask(request, "officer-1", "KKO 2026/12").jsonPath().getString("id");

        // When
        Response unnamed = ask(request, "officer-1", "Koe Henkilö!");
        Response stranger = Tenant.request(officer("officer-2").tenant("another-" + tenant.key()))
                .get("/v1/proof-openings/" + opening);
        Response otherController =
                Tenant.request(officer("officer-2").controllers("verkko")).get("/v1/proof-openings/" + opening);
        Stored.texts(
                tenant,
                "UPDATE sealed_proof SET sealed_at = now() - interval '4 years', destroy_at = now() - interval '1"
                        + " minute' WHERE tenant = ? RETURNING id::text");
        Response late = ask(request, "officer-1", "KKO 2026/13");
        Response lateRelease = release(opening, "officer-2");

        // Then
        assertThat(unnamed.statusCode()).isEqualTo(400);
        assertThat(List.of(stranger, otherController, late))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(404));
        assertThat(lateRelease.jsonPath().getList("proofs")).isEmpty();
    }

    private void said() {
        tenant.consent(Body.ofMail(mail)
                .give("product-updates", "EMAIL")
                .capture("evidence", Map.of("form", "salainen-lomake")));
        tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates", "EMAIL"));
        tenant.post(
                "/v1/objections",
                Body.ofMail(mail)
                        .withoutChoices()
                        .with("scope", "ALL_MARKETING")
                        .map());
    }

    private Response erase(Map<String, Object> more) {
        Response request = post(
                "/v1/rights-requests",
                officer("officer-1"),
                Map.of(
                        "controller", "kysely",
                        "recipient", List.of(Map.of("type", "EMAIL", "value", mail)),
                        "kind", "ERASURE",
                        "receivedAt", "2026-01-31T10:00:00.000Z",
                        "identity", "VERIFIED"));
        Map<String, Object> body = new HashMap<>(more);
        body.put("outcome", "GRANTED");
        Response done = post(
                "/v1/rights-requests/" + request.jsonPath().getString("id") + "/complete", officer("officer-1"), body);
        assertThat(done.statusCode()).as(done.asString()).isEqualTo(200);
        return done;
    }

    private static String request(Response done) {
        return done.jsonPath().getString("id");
    }

    private Response ask(String request, String sub, String caseId) {
        return post("/v1/rights-requests/" + request + "/proof-openings", officer(sub), opening(caseId));
    }

    private static Map<String, Object> opening(String caseId) {
        return Map.of("controller", "kysely", "caseReference", caseId);
    }

    private Response release(String opening, String sub) {
        return post("/v1/proof-openings/" + opening + "/release", officer(sub), Map.of());
    }

    private Response read(String opening, String sub) {
        return Tenant.request(officer(sub)).get("/v1/proof-openings/" + opening);
    }

    private Tokens officer(String sub) {
        return Tokens.of("vendor-dpo")
                .tenant(tenant.key())
                .controllers("kysely", "verkko")
                .scopes("rights:admin")
                .with("sub", sub);
    }

    private static Response post(String path, Tokens tokens, Object body) {
        return Tenant.request(tokens)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
    }
}
