// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.referral;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A survey vendor in a test's tenant: processor for {@code kysely} and {@code verkko}, itself the controller {@code third}. */
record Vendor(Tenant tenant) {

    static final String RECEIVED = "2026-11-01T10:00:00.000Z";

    void fill() {
        tenant.fill();
        tenant.admin(
                "/v1/controllers",
                Map.of("key", "third", "legalName", "Kyselytalo Oy", "ownClients", List.of("survey-tool")));
        Response put = Tenant.request(Tokens.of("admin")
                        .tenant(tenant.key())
                        .controllers("kysely")
                        .scopes("catalogue:admin"))
                .body(Map.of(
                        "key",
                        "kysely",
                        "legalName",
                        "Asiakas Oy",
                        "address",
                        "Esimerkkikatu 1, Helsinki",
                        "dpoContact",
                        "tietosuoja@koe.example.fi"))
                .put("/v1/controllers/kysely");
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(200);
        mandate("kysely");
        mandate("verkko");
    }

    private void mandate(String controller) {
        tenant.admin(
                "/v1/mandates",
                Map.of(
                        "processor",
                        "survey-tool",
                        "controller",
                        controller,
                        "purposes",
                        List.of("*"),
                        "channels",
                        List.of("*"),
                        "rights",
                        List.of("CAPTURE"),
                        "from",
                        "2026-01-01T00:00:00Z"));
    }

    Tokens tool() {
        return Tokens.of("survey-tool")
                .tenant(tenant.key())
                .controllers("kysely", "verkko", "third")
                .scopes("consent:write", "consent:read");
    }

    static Map<String, Object> ask(String mail, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "recipient",
                List.of(Map.of("type", "EMAIL", "value", mail)),
                "receivedAt",
                RECEIVED,
                "method",
                "STAFF_ENTRY_UNSIGNED",
                "identity",
                "NOT_NEEDED"));
        body.putAll(more);
        return body;
    }

    Response refer(Map<String, Object> body) {
        return refer(tool(), body, UUID.randomUUID().toString());
    }

    Response refer(Tokens tokens, Map<String, Object> body, String key) {
        return Tenant.request(tokens).header("Idempotency-Key", key).body(body).post("/v1/referrals");
    }
}
