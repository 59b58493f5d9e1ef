// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.identity;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was sealed about somebody before they were told apart goes with them, and ends with them. */
@QuarkusTest
class SplitProofTest {

    private static final String PHONE = "+358500000079";

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();
    private final String other = Body.anyMail();

    @Inject
    Vault vault;

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void leavesNothingReadable_whenWhoWasSplitOffIsErased() {
        // Given
        String whole = whole();
        split(whole, PHONE);
        String before = read();

        // When
        erase("PHONE", PHONE);

        // Then
        assertThat(before).doesNotContain("missing");
        assertThat(new Openable(tenant, vault).texts())
                .noneMatch(text -> text.contains(PHONE) || text.contains("oma-puhelin") || text.contains("yhteinen"))
                .anyMatch(text -> text.contains(mail))
                .anyMatch(text -> text.contains("oma-posti"));
        assertThat(read()).contains("ERASED").doesNotContain("RETENTION", "UNREADABLE");
    }

    @Test
    void leavesNothingReadable_whenAMergeWasUndoneAndTheOneIsErased() {
        // Given
        String asking = subject(tenant.consent(
                Body.ofMail(other).give("product-updates", "EMAIL").capture("evidence", Map.of("form", "oma-toinen"))));
        String bystander = subject(tenant.consent(
                Body.ofMail(mail).give("product-updates", "EMAIL").capture("evidence", Map.of("form", "oma-posti"))));
        officer(
                "/v1/subjects/merge",
                Map.of("controller", "kysely", "from", asking, "into", bystander, "reason", "sama henkilö"));
        officer(
                "/v1/subjects/split",
                Map.of("subject", bystander, "identifiers", List.of(Map.of("type", "EMAIL", "value", other))));

        // When
        erase("EMAIL", other);

        // Then
        assertThat(new Openable(tenant, vault).texts())
                .noneMatch(text -> text.contains(other) || text.contains("oma-toinen"))
                .anyMatch(text -> text.contains("oma-posti"));
    }

    @Test
    void keepsWhatIsThePartsOwn_whenTheWholeIsErased() {
        // Given
        String whole = whole();
        split(whole, PHONE);

        // When
        erase("EMAIL", mail);

        // Then
        assertThat(new Openable(tenant, vault).texts())
                .noneMatch(text -> text.contains(mail) || text.contains("oma-posti") || text.contains("yhteinen"))
                .anyMatch(text -> text.contains("oma-puhelin"));
    }

    /** Three captures: one of each address alone, and one that names both. */
    private String whole() {
        String whole = subject(tenant.consent(Body.ofMail(mail)
                .and("PHONE", PHONE)
                .give("product-updates", "EMAIL", "SMS")
                .capture("evidence", Map.of("form", "yhteinen"))));
        tenant.consent(Body.ofMail(mail)
                .give("newsletter", "EMAIL")
                .capture("evidence", Map.of("form", "oma-posti"))
                .capture("confirmation", Map.of("deliver", "CLIENT")));
        tenant.consent(Body.of("PHONE", PHONE)
                .choose("REFUSED", "customer-survey", "SMS")
                .capture("evidence", Map.of("form", "oma-puhelin")));
        return whole;
    }

    private void split(String whole, String phone) {
        officer(
                "/v1/subjects/split",
                Map.of("subject", whole, "identifiers", List.of(Map.of("type", "PHONE", "value", phone))));
    }

    private void erase(String type, String value) {
        Response request = post(
                "/v1/rights-requests",
                Map.of(
                        "controller", "kysely",
                        "recipient", List.of(Map.of("type", type, "value", value)),
                        "kind", "ERASURE",
                        "receivedAt", "2026-01-31T10:00:00.000Z",
                        "identity", "VERIFIED"));
        officer(
                "/v1/rights-requests/" + request.jsonPath().getString("id") + "/complete",
                Map.of("outcome", "GRANTED"));
    }

    private String read() {
        List<String> events = Stored.texts(
                tenant,
                "SELECT event_id::text FROM journal WHERE tenant = ? AND subject IS NOT NULL AND kind LIKE"
                        + " 'consent.%'");
        return Tenant.request(Tokens.of("extractor")
                        .tenant(tenant.key())
                        .controllers("kysely")
                        .scopes("audit:extract"))
                .body(Map.of("events", events))
                .post("/v1/disclosures/read")
                .asString();
    }

    private void officer(String path, Object body) {
        Response answer = post(path, body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
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

    private static String subject(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("subjectId");
    }
}
