// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetentionTest {

    private static final String WHY = "Kanneaika on kolme vuotta; sen jälkeen todisteita ei tarvita.";
    private static final Duration YEAR = Duration.ofDays(366);
    /** All that decisions rest on, and all that proves what was recorded. */
    private static final List<String> UNTOUCHED = List.of(
            "SELECT id || status || revision || state FROM subject WHERE tenant = ? ORDER BY 1",
            "SELECT subject || ref || encode(key, 'hex') FROM identifier WHERE tenant = ? ORDER BY 1",
            "SELECT list || encode(key, 'hex') || reason FROM suppression_entry WHERE tenant = ? ORDER BY 1",
            "SELECT id::text || body FROM consent_record WHERE tenant = ? ORDER BY 1",
            "SELECT event_id::text || payload FROM journal WHERE tenant = ? ORDER BY 1",
            "SELECT id || version || body FROM catalogue_entry WHERE tenant = ? ORDER BY 1");

    private final Tenant tenant = Tenant.named();
    private final String withdrawn = Body.anyMail();
    private final String given = Body.anyMail();
    private final String confirmed = Body.anyMail();
    private final String objecting = Body.anyMail();

    @Inject
    DestroyEvidence worker;

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void needsAJustification_andCountsEveryChange() {
        // When
        Response unjustified = put("EVIDENCE", "P3Y", "koska");
        Response tooShort = put("EVIDENCE", "P1D", WHY);
        Response tooLong = put("EVIDENCE", "P11Y", WHY);
        Response first = put("EVIDENCE", "P3Y", WHY);
        Response same = put("EVIDENCE", "P3Y", WHY);
        Response changed = put("EVIDENCE", "P2Y", WHY);
        Response foreign = put("nobodys", "EVIDENCE", "P2Y", WHY);

        // Then
        assertThat(unjustified.jsonPath().getString("errors[0].pointer")).isEqualTo("/justification");
        assertThat(tooShort.jsonPath().getString("errors[0].pointer")).isEqualTo("/keepFor");
        assertThat(tooLong.jsonPath().getString("errors[0].pointer")).isEqualTo("/keepFor");
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(List.of(
                        first.jsonPath().getInt("version"),
                        same.jsonPath().getInt("version"),
                        changed.jsonPath().getInt("version")))
                .containsExactly(1, 1, 2);
        Response list = request().get("/v1/retention-policies");
        assertThat(list.jsonPath().getList("items.keepFor")).containsExactly("P2Y");
        assertThat(list.jsonPath().getList("items.justification")).containsExactly(WHY);
    }

    @Test
    void showsWhatWouldBeDestroyed_andChangesNothing() {
        // Given
        people();
        put("EVIDENCE", "P3Y", WHY);
        List<String> before = evidence("true");

        // When
        Response now = report(Map.of());
        Response later =
                report(Map.of("at", Instant.now().plus(YEAR.multipliedBy(4)).toString()));

        // Then
        assertThat(now.jsonPath().getMap(""))
                .containsEntry("dryRun", true)
                .containsEntry("due", 0)
                .containsEntry("withoutPolicy", 0)
                .containsEntry("inUse", 3);
        assertThat(later.jsonPath().getInt("due")).isEqualTo(now.jsonPath().getInt("kept"));
        assertThat(later.jsonPath().getInt("due")).isGreaterThan(2);
        assertThat(evidence("unused_since IS NULL AND destroy_at IS NULL")).isEqualTo(before);
    }

    @Test
    void touchesNothingThatADecisionRestsOn_overFiftyYears() {
        // Given
        people();
        put("EVIDENCE", "P3Y", WHY);
        List<List<String>> before = untouched();
        List<String> inUse =
                evidence("EXISTS (SELECT FROM consent_record r WHERE r.tenant = d.tenant AND r.event_id = d.event_id"
                        + " AND r.subject IN ('" + subject(given) + "', '" + subject(confirmed) + "'))");

        for (int year = 0; year <= 50; year++) {
            // When
            worker.run(TenantId.ofKey(tenant.key()), Instant.now().plus(YEAR.multipliedBy(year)));

            // Then
            assertThat(untouched()).as("year " + year).isEqualTo(before);
        }
        assertThat(inUse).hasSize(3);
        assertThat(evidence("true")).isEqualTo(inUse);
        assertThat(disclosures()).contains("RETENTION").doesNotContain("UNREADABLE");
        assertThat(tenant.get("/v1/subjects/" + subject(objecting)).jsonPath().getList("objections.scope"))
                .containsExactly("ALL_MARKETING");
    }

    @Test
    void beginsTheTimeOfAPermissionsProof_whenItIsFirstSeenToHaveEnded() {
        // Given
        tenant.consent(
                Body.ofMail(given).give("product-updates", "EMAIL").capture("evidence", Map.of("form", "koelomake")));
        put("EVIDENCE", "P3Y", WHY);
        TenantId id = TenantId.ofKey(tenant.key());
        Instant now = Instant.now();
        worker.run(id, now.plus(YEAR.multipliedBy(20)));
        List<String> whileItStands = evidence("true");
        tenant.consent(Body.ofMail(given).choose("WITHDRAWN", "product-updates", "EMAIL"));

        // When
        worker.run(id, now.plus(YEAR.multipliedBy(21)));
        List<String> seen = evidence("true");
        worker.run(id, now.plus(YEAR.multipliedBy(23)));
        List<String> before = evidence("true");
        worker.run(id, now.plus(YEAR.multipliedBy(25)));

        // Then
        assertThat(whileItStands).hasSize(1);
        assertThat(seen).isEqualTo(whileItStands);
        assertThat(before).isEqualTo(whileItStands);
        assertThat(evidence("true")).isEmpty();
    }

    @Test
    void destroysNothing_withoutAPolicyOrByAnotherControllers() {
        // Given
        people();
        put("verkko", "EVIDENCE", "P30D", WHY);
        List<String> before = evidence("true");

        // When
        worker.run(TenantId.ofKey(tenant.key()), Instant.now().plus(YEAR.multipliedBy(50)));

        // Then
        assertThat(evidence("true")).isEqualTo(before);
        assertThat(report(Map.of()).jsonPath().getInt("withoutPolicy")).isPositive();
    }

    @Test
    void mayDeleteNothingElse() {
        // When
        List<String> may = Stored.texts(
                tenant,
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND ?::uuid IS NOT NULL"
                        + " AND has_table_privilege('lupa_consent_retention', oid, 'DELETE') ORDER BY 1");

        // Then
        assertThat(may)
                .containsExactly(
                        "act_memory",
                        "contact_count",
                        "idempotency",
                        "outgoing_mail",
                        "sealed_proof",
                        "vault_disclosure");
    }

    private void people() {
        tenant.consent(
                Body.ofMail(given).give("product-updates", "EMAIL").capture("evidence", Map.of("form", "koelomake")));
        Response asked = tenant.consent(Body.ofMail(confirmed)
                .give("newsletter", "EMAIL")
                .capture("confirmation", Map.of("deliver", "CLIENT")));
        RestAssured.post(
                URI.create(asked.jsonPath().getString("confirmationLink")).getPath());
        tenant.consent(Body.ofMail(withdrawn).give("product-updates", "EMAIL"));
        tenant.consent(Body.ofMail(withdrawn).choose("WITHDRAWN", "product-updates", "EMAIL"));
        tenant.consent(Body.ofMail(withdrawn).choose("REFUSED", "newsletter", "EMAIL"));
        tenant.post(
                "/v1/objections",
                Body.ofMail(objecting)
                        .withoutChoices()
                        .with("scope", "ALL_MARKETING")
                        .map());
    }

    private String subject(String mail) {
        return tenant.post(
                        "/v1/subjects/lookup",
                        Map.of("controller", "kysely", "recipient", Map.of("type", "EMAIL", "value", mail)))
                .jsonPath()
                .getString("subjectId");
    }

    private List<String> evidence(String condition) {
        return Stored.texts(
                tenant,
                "SELECT event_id::text FROM vault_disclosure d WHERE tenant = ? AND " + condition + " ORDER BY 1");
    }

    private List<List<String>> untouched() {
        return UNTOUCHED.stream().map(sql -> Stored.texts(tenant, sql)).toList();
    }

    private String disclosures() {
        List<String> events =
                Stored.texts(tenant, "SELECT event_id::text FROM journal WHERE tenant = ? AND subject IS NOT NULL");
        return Tenant.request(Tokens.of("extractor")
                        .tenant(tenant.key())
                        .controllers("kysely")
                        .scopes("audit:extract"))
                .body(Map.of("events", events))
                .post("/v1/disclosures/read")
                .asString();
    }

    private Response put(String kind, String keepFor, String justification) {
        return put("kysely", kind, keepFor, justification);
    }

    private Response put(String controller, String kind, String keepFor, String justification) {
        return request()
                .body(Map.of("keepFor", keepFor, "justification", justification))
                .put("/v1/retention-policies/" + controller + "/" + kind);
    }

    private Response report(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("controller", "kysely");
        Response answer = request().body(body).post("/v1/retention-reports");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    private RequestSpecification request() {
        return Tenant.request(Tokens.of("vendor-dpo")
                        .tenant(tenant.key())
                        .controllers("kysely", "verkko")
                        .scopes("rights:admin"))
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }
}
