// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import fi.lupa.platform.id.Timestamps;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The machine that leads calls in a test's tenant, and who listens to it. */
record Agent(Tenant tenant) {

    static final String PHONE = "+358500001234";
    private static final Map<String, Object> RECORDING = Map.of("reference", "aani-2026-17", "sha256", "ab".repeat(32));

    void fill() {
        tenant.fill();
        for (String key : List.of("call-recording", "call-ai-training")) {
            tenant.admin(
                    "/v1/purposes",
                    Map.of(
                            "controller",
                            "kysely",
                            "key",
                            key,
                            "category",
                            "AI_PROCESSING",
                            "channels",
                            List.of(),
                            "basis",
                            Map.of("*", List.of("CONSENT")),
                            "title",
                            Map.of("fi", "Puhelut " + key)));
        }
        for (String key : List.of("recorder", "pipeline")) {
            tenant.admin(
                    "/v1/partners",
                    Map.of("key", key, "legalName", "Kuuntelija Oy", "clients", List.of(key + "-tool")));
        }
    }

    static Map<String, Object> call() {
        String now = Timestamps.format(Instant.now().minusSeconds(5));
        Map<String, Object> body = new HashMap<>();
        body.put("controller", "kysely");
        body.put("recipient", List.of(Map.of("type", "PHONE", "value", PHONE)));
        body.put("notice", Map.of("id", "newsletter-notice", "version", "1.1", "language", "fi"));
        body.put("startedAt", now);
        body.put("aiDisclosedAt", now);
        body.put(
                "listeners",
                List.of(
                        Map.of("purpose", "call-recording", "kind", "PARTNER", "key", "recorder"),
                        Map.of("purpose", "call-ai-training", "kind", "PARTNER", "key", "pipeline")));
        return body;
    }

    String started() {
        Response answer = tenant.post("/v1/calls", call());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("id");
    }

    Response says(String call, String choice, String purpose, String... channels) {
        return tenant.post("/v1/calls/" + call + "/choices", said(choice, purpose, channels));
    }

    static Map<String, Object> said(String choice, String purpose, String... channels) {
        Map<String, Object> one = new HashMap<>(Map.of("purpose", purpose, "choice", choice));
        if (channels.length > 0) {
            one.put("channels", List.of(channels));
        }
        Map<String, Object> body = new HashMap<>();
        body.put("at", Timestamps.format(Instant.now()));
        body.put("choices", List.of(one));
        body.put("recording", RECORDING);
        return body;
    }

    Response stops(String call, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("at", Timestamps.format(Instant.now()));
        return tenant.post("/v1/calls/" + call + "/stop", body);
    }

    Tokens listener(String client) {
        return Tokens.of(client).tenant(tenant.key()).controllers("kysely").scopes("disclosure:acknowledge");
    }

    List<String> told(String client) {
        return Tenant.request(listener(client))
                .get("/v1/recipient-notices")
                .jsonPath()
                .getList("items.about");
    }

    Response officer(String path) {
        return Tenant.request(dpo()).get(path);
    }

    void erase() {
        Map<String, Object> request = Map.of(
                "controller",
                "kysely",
                "recipient",
                List.of(Map.of("type", "PHONE", "value", PHONE)),
                "kind",
                "ERASURE",
                "receivedAt",
                "2026-01-31T10:00:00.000Z",
                "identity",
                "VERIFIED");
        String id = right("/v1/rights-requests", request).jsonPath().getString("id");
        right("/v1/rights-requests/" + id + "/complete", Map.of("outcome", "GRANTED"));
    }

    private Response right(String path, Object body) {
        Response answer = Tenant.request(dpo())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 201);
        return answer;
    }

    private Tokens dpo() {
        return Tokens.of("vendor-dpo")
                .tenant(tenant.key())
                .controllers("kysely", "verkko")
                .scopes("rights:admin");
    }
}
