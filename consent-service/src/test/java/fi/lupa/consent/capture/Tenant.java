// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A tenant of its own for one test: two controllers, purposes and a notice, and a client that captures, all over HTTP. */
public record Tenant(String key) {

    public static Tenant named() {
        return new Tenant("t-" + UUID.randomUUID().toString().substring(0, 8));
    }

    public void fill() {
        for (String controller : List.of("kysely", "verkko")) {
            admin("/v1/controllers", Map.of("key", controller, "legalName", "Esimerkki Oy"));
            purpose(controller, "newsletter", "DIRECT_MARKETING", List.of("EMAIL"), true);
            purpose(controller, "product-updates", "DIRECT_MARKETING", List.of("EMAIL", "SMS"), false);
            purpose(controller, "customer-survey", "SURVEY", List.of("EMAIL", "SMS"), false);
            purpose(controller, "profiling", "PROFILING", List.of(), false);
        }
        Map<String, Object> text = Map.of("title", "Uutiskirje", "body", "Saat uutisia.", "controlLabel", "Haluan");
        admin(
                "/v1/notices/newsletter-notice/versions",
                Map.of(
                        "version",
                        "1.1",
                        "effectiveFrom",
                        "2026-01-01T00:00:00Z",
                        "changeClass",
                        "EDITORIAL",
                        "affects",
                        List.of("newsletter"),
                        "controllers",
                        List.of("kysely", "verkko"),
                        "texts",
                        Map.of("fi", text, "sv", text, "en", text)));
    }

    private void purpose(String controller, String key, String category, List<String> channels, boolean doubleOptIn) {
        Map<String, List<String>> basis = new HashMap<>();
        channels.forEach(channel -> basis.put(channel, List.of("CONSENT")));
        if (channels.isEmpty()) {
            basis.put("*", List.of("CONSENT"));
        }
        admin(
                "/v1/purposes",
                Map.of(
                        "controller", controller,
                        "key", key,
                        "category", category,
                        "channels", channels,
                        "basis", basis,
                        "doubleOptIn", doubleOptIn,
                        "topics", List.of("news", "events"),
                        "title", Map.of("fi", "Uutiskirje " + key, "en", "Newsletter " + key)));
    }

    public void admin(String path, Object body) {
        Response answer = adminAnswer(path, body);
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 201);
    }

    Response adminAnswer(String path, Object body) {
        return request(admin()).body(body).post(path);
    }

    void adminPut(String path, Object body) {
        Response answer = request(admin()).body(body).put(path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    private Tokens admin() {
        return Tokens.of("admin")
                .tenant(key)
                .controllers("kysely", "verkko", "third")
                .scopes("catalogue:read", "catalogue:admin");
    }

    public Tokens tool() {
        return Tokens.of("survey-tool")
                .tenant(key)
                .controllers("kysely", "verkko")
                .scopes("consent:write", "consent:read");
    }

    public Response post(String path, Object body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    public Response post(String path, Object body, String idempotencyKey) {
        return request(tool())
                .header("Idempotency-Key", idempotencyKey)
                .body(body)
                .post(path);
    }

    public Response consent(Body body) {
        return post("/v1/consents", body.map());
    }

    public Response get(String path) {
        return request(tool()).get(path);
    }

    public static RequestSpecification request(Tokens tokens) {
        return given().auth().oauth2(tokens.text()).contentType(ContentType.JSON);
    }
}
