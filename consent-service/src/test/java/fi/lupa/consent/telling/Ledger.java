// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.Timestamps;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who discloses, who received, and the officer, in a test's tenant. */
record Ledger(Tenant tenant) {

    static final Map<String, Object> PARTNER = Map.of("kind", "PARTNER", "key", "partner-x");

    void fill() {
        tenant.fill();
        tenant.admin(
                "/v1/partners",
                Map.of("key", "partner-x", "legalName", "Kumppani Oy", "clients", List.of("partner-x-tool")));
    }

    /** One register and one arrangement for the newsletter. */
    void share() {
        tenant.admin(
                "/v1/groups",
                Map.of(
                        "key",
                        "konserni",
                        "members",
                        List.of(Map.of("controller", "kysely"), Map.of("controller", "verkko")),
                        "sharedRegister",
                        true));
        tenant.admin(
                "/v1/arrangements",
                Map.of(
                        "key",
                        "yhteinen",
                        "controllers",
                        List.of("kysely", "verkko"),
                        "purposes",
                        List.of("product-updates"),
                        "essenceUrl",
                        "https://esimerkki.example.fi/yhteinen"));
    }

    static Map<String, Object> disclosure(String mail) {
        Map<String, Object> body = new HashMap<>();
        body.put("controller", "kysely");
        body.put("recipient", List.of(Map.of("type", "EMAIL", "value", mail)));
        body.put("disclosedTo", PARTNER);
        body.put("data", List.of("email", "segment"));
        body.put("reference", "kumppani-17");
        body.put("at", Timestamps.format(Instant.now()));
        return body;
    }

    String disclosed(String mail) {
        return disclosed(disclosure(mail));
    }

    String disclosed(Map<String, Object> body) {
        Response answer = tenant.post("/v1/disclosures", body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.jsonPath().getString("revision")).isNotBlank();
        return answer.jsonPath().getString("id");
    }

    Tokens partner() {
        return recipient("partner-x-tool", "kysely");
    }

    Tokens recipient(String client, String... controllers) {
        return Tokens.of(client).tenant(tenant.key()).controllers(controllers).scopes("disclosure:acknowledge");
    }

    Response notices(Tokens who) {
        Response answer = Tenant.request(who).get("/v1/recipient-notices");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    List<String> abouts(Tokens who) {
        return notices(who).jsonPath().getList("items.about");
    }

    Response acknowledge(Tokens who, String id) {
        return Tenant.request(who).post("/v1/recipient-notices/" + id + "/acknowledge");
    }

    Response officer(String path) {
        return Tenant.request(officer()).get(path);
    }

    Response rights(String path, Object body) {
        Response answer = Tenant.request(officer())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 201);
        return answer;
    }

    void grant(String kind, String mail, Map<String, Object> more) {
        String id = rights(
                        "/v1/rights-requests",
                        Map.of(
                                "controller",
                                "kysely",
                                "recipient",
                                List.of(Map.of("type", "EMAIL", "value", mail)),
                                "kind",
                                kind,
                                "receivedAt",
                                "2026-01-31T10:00:00.000Z",
                                "identity",
                                "VERIFIED"))
                .jsonPath()
                .getString("id");
        Map<String, Object> body = new HashMap<>(more);
        body.put("outcome", "GRANTED");
        rights("/v1/rights-requests/" + id + "/complete", body);
    }

    void withdraw(String mail, String purpose) {
        assertThat(tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", purpose))
                        .statusCode())
                .isEqualTo(201);
    }

    void object(String mail, String scope) {
        Response answer = tenant.post(
                "/v1/objections",
                Body.ofMail(mail).withoutChoices().with("scope", scope).map());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    }

    private Tokens officer() {
        return Tokens.of("vendor-dpo")
                .tenant(tenant.key())
                .controllers("kysely", "verkko")
                .scopes("rights:admin");
    }
}
