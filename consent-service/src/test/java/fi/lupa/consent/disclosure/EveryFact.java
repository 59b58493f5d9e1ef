// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.Timestamps;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Records facts of every kind over HTTP, of people with a mail address and a phone number. */
record EveryFact(Tenant tenant, String mail) {

    static final String PHONE = "+358500000088";

    void record() {
        tenant.admin("/v1/purposes", passing("brief", Map.of("validity", "PT1S")));
        tenant.admin("/v1/purposes", passing("careful", Map.of("doubleOptIn", true, "confirmWithin", "PT1S")));
        consents();
        objections();
        contacts();
        callbacks();
        disclosures();
        rights();
        Await.until(() -> kinds().stream().filter("consent.expired"::equals).count() >= 2);
    }

    List<String> kinds() {
        return Stored.texts(tenant, "SELECT kind FROM journal WHERE tenant = ? AND subject IS NOT NULL");
    }

    private void consents() {
        Response asked = ok(tenant.consent(Body.ofMail(mail)
                .give("newsletter", "EMAIL")
                .with("contact", Map.of("kind", "WORK_NAMED", "source", Map.of("kind", "SELF", "name", "koelomake")))
                .capture("evidence", Map.of("form", "koelomake-1", "question", "q9"))
                .capture("confirmation", Map.of("deliver", "CLIENT"))));
        RestAssured.post(
                URI.create(asked.jsonPath().getString("confirmationLink")).getPath());
        ok(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));
        ok(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL").by("BROWSER_SETTINGS")));
        ok(tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates")));
        ok(tenant.consent(Body.ofMail(mail).choose("REFUSED", "profiling")));
        ok(tenant.consent(Body.ofMail(mail).choose("NOT_ANSWERED", "customer-survey", "EMAIL")));
        ok(tenant.consent(Body.ofMail(mail).give("brief", "EMAIL").give("careful", "EMAIL")));
    }

    private void objections() {
        Response objected = ok(tenant.post("/v1/objections", with("SURVEYS")));
        String id = objected.jsonPath().getString("records[0].id");
        ok(tenant.post(
                "/v1/objections/" + id + "/lift",
                Body.ofMail(mail)
                        .withoutChoices()
                        .by("AUTHENTICATED_SELF_SERVICE")
                        .map()));
    }

    private Map<String, Object> with(String scope) {
        return Body.ofMail(mail).withoutChoices().with("scope", scope).map();
    }

    private void contacts() {
        ok(tenant.post(
                "/v1/relationships",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(Map.of("type", "EMAIL", "value", mail)),
                        "type",
                        "CUSTOMER",
                        "since",
                        "2024-05-01",
                        "contactDetail",
                        Map.of(
                                "obtainedInSale",
                                true,
                                "refusalOffered",
                                true,
                                "at",
                                "2024-05-01T10:00:00.000Z",
                                "evidence",
                                Map.of("order", "koetilaus-7")))));
        ok(tenant.post(
                "/v1/preferences",
                Body.ofMail(mail).withoutChoices().with("onlyChannel", "EMAIL").map()));
    }

    private void callbacks() {
        Map<String, Object> wanted = Body.ofMail(mail)
                .with("recipient", List.of(phone()))
                .withoutChoices()
                .with("productGroups", List.of("mobile"))
                .map();
        String id = ok(tenant.post("/v1/callback-requests", wanted)).jsonPath().getString("id");
        String claim = ok(Tenant.request(tenant.tool()).post("/v1/callback-requests/" + id + "/claim"))
                .jsonPath()
                .getString("claim");
        Map<String, Object> report = new HashMap<>(Map.of(
                "controller",
                "kysely",
                "channel",
                "VOICE_HUMAN",
                "recipient",
                phone(),
                "outcome",
                "CALLED",
                "claim",
                claim,
                "at",
                Timestamps.format(Instant.now())));
        ok(Tenant.request(tenant.tool().scopes("contact:report"))
                .body(List.of(report))
                .post("/v1/contact-reports"));
        report.remove("claim");
        report.put("outcome", "COMPLAINT");
        ok(Tenant.request(tenant.tool().scopes("contact:report"))
                .body(List.of(report))
                .post("/v1/contact-reports"));
    }

    private void disclosures() {
        ok(tenant.post(
                "/v1/disclosures",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(Map.of("type", "EMAIL", "value", mail)),
                        "disclosedTo",
                        Map.of("kind", "CONTROLLER", "key", "verkko"),
                        "data",
                        List.of("email"),
                        "at",
                        Timestamps.format(Instant.now()))));
    }

    private void rights() {
        String request = ok(officer(
                        "/v1/rights-requests",
                        Map.of(
                                "controller", "kysely",
                                "recipient", List.of(Map.of("type", "EMAIL", "value", mail)),
                                "kind", "RESTRICTION",
                                "receivedAt", "2026-01-31T10:00:00.000Z",
                                "identity", "VERIFIED",
                                "text", "Rajoittakaa, terveisin Koe Henkilö")))
                .jsonPath()
                .getString("id");
        ok(officer(
                "/v1/rights-requests/" + request + "/complete",
                Map.of(
                        "outcome",
                        "GRANTED",
                        "restriction",
                        Map.of("scope", "MARKETING", "ground", "ACCURACY_CONTESTED", "from", "2026-02-01T00:00:00Z"))));
        ok(officer("/v1/rights-requests/" + request + "/lift-restriction", Map.of()));
        merge();
    }

    private void merge() {
        String other = Body.anyMail();
        String from = ok(tenant.consent(Body.ofMail(other).give("product-updates", "EMAIL")))
                .jsonPath()
                .getString("subjectId");
        String into = ok(tenant.consent(Body.ofMail(mail).choose("REFUSED", "profiling")))
                .jsonPath()
                .getString("subjectId");
        ok(officer(
                "/v1/subjects/merge",
                Map.of("controller", "kysely", "from", from, "into", into, "reason", "sama Koe Henkilö")));
        ok(officer(
                "/v1/subjects/split",
                Map.of("subject", into, "identifiers", List.of(Map.of("type", "EMAIL", "value", other)))));
    }

    Response officer(String path, Object body) {
        return Tenant.request(Tokens.of("vendor-dpo")
                        .tenant(tenant.key())
                        .controllers("kysely", "verkko")
                        .scopes("rights:admin"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
    }

    private static Map<String, Object> phone() {
        return Map.of("type", "PHONE", "value", PHONE);
    }

    private static Map<String, Object> passing(String key, Map<String, Object> more) {
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
                Map.of("fi", "Uutiskirje " + key)));
        body.putAll(more);
        return body;
    }

    private static Response ok(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 201);
        return answer;
    }
}
