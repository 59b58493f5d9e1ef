// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way in which a consent is refused: the stable code, and nothing stored. */
@QuarkusTest
class RefusalTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void refusesWithItsCodeAndStoresNothing_whateverIsWrong() {
        Map<String, Integer> before = Stored.counts(tenant);
        wrong().forEach((name, wrong) -> {
            // When
            Response answer = tenant.consent(wrong.body());

            // Then
            assertThat(answer.statusCode() + " " + answer.jsonPath().getString("code"))
                    .as("%s: %s", name, answer.asString())
                    .isEqualTo(wrong.expected());
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.asString()).doesNotContain(mail);
        });
        assertThat(Stored.counts(tenant)).isEqualTo(before);
    }

    private record Wrong(String expected, Body body) {}

    private Map<String, Wrong> wrong() {
        Map<String, Wrong> all = new LinkedHashMap<>();
        all.put("no channel", new Wrong("422 CHANNEL_REQUIRED", plain().give("product-updates")));
        all.put("foreign channel", new Wrong("422 CHANNEL_NOT_IN_PURPOSE", plain().give("newsletter", "SMS")));
        all.put(
                "channel of a purpose without",
                new Wrong("422 CHANNEL_NOT_ALLOWED", plain().give("profiling", "EMAIL")));
        all.put("twice", new Wrong("422 DUPLICATE_CHOICE", valid().choose("REFUSED", "product-updates", "EMAIL")));
        all.put(
                "future",
                new Wrong("422 CAPTURE_TIME_IN_FUTURE", valid().at(Instant.now().plusSeconds(180))));
        all.put("unknown purpose", new Wrong("422 PURPOSE_UNKNOWN", plain().give("newsleter", "EMAIL")));
        all.put(
                "unknown notice version",
                new Wrong("422 NOTICE_VERSION_UNKNOWN", valid().capture("notice", notice("9.9", "fi"))));
        all.put(
                "language the notice has not",
                new Wrong("422 NOTICE_VERSION_UNKNOWN", valid().capture("notice", notice("1.1", "de"))));
        all.put("no notice", new Wrong("422 NOTICE_REQUIRED", valid().without("notice")));
        all.put("tick without default", new Wrong("422 CAPTURE_INCOMPLETE", valid().without("controlDefault")));
        all.put("import without original", new Wrong("422 CAPTURE_INCOMPLETE", valid().by("IMPORT_WITH_EVIDENCE")));
        all.put("no address", new Wrong("422 IDENTIFIER_MISSING_FOR_CHANNEL", plain().give("product-updates", "SMS")));
        all.put(
                "not a mail",
                new Wrong("422 IDENTIFIER_INVALID", Body.ofMail("maija").give("newsletter", "EMAIL")));
        all.put("not a phone", new Wrong("422 IDENTIFIER_INVALID", valid().and("PHONE", "abc")));
        all.put("unknown controller", new Wrong("403 CALLER_NOT_AUTHORISED", valid().with("controller", "vieras")));
        all.put("unknown member", new Wrong("400 UNKNOWN_MEMBER", valid().with("extra", 1)));
        all.put("unknown method", new Wrong("400 INVALID_VALUE", valid().by("TELEPATHY")));
        all.put("no choices", new Wrong("400 INVALID_VALUE", valid().withoutChoices()));
        all.put("no recipient", new Wrong("400 INVALID_VALUE", valid().with("recipient", List.of())));
        all.put("evidence name", new Wrong("400 INVALID_VALUE", valid().capture("evidence", Map.of("Bad name", "x"))));
        all.put(
                "topic with an address",
                new Wrong(
                        "400 INVALID_VALUE",
                        plain().choice(Map.of(
                                "purpose",
                                "newsletter",
                                "choice",
                                "GIVEN",
                                "channels",
                                List.of("EMAIL"),
                                "topics",
                                List.of(mail)))));
        all.put(
                "identity code",
                new Wrong(
                        "422 IDENTIFIER_NOT_ACCEPTED",
                        valid().capture("evidence", Map.of("text", "tunnus 131052-308T"))));
        return all;
    }

    @Test
    void refuses_whenThereIsNoIdempotencyKey() {
        // When
        Response answer = Tenant.request(tenant.tool()).body(valid().map()).post("/v1/consents");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("IDEMPOTENCY_KEY_MISSING");
    }

    @Test
    void refuses_whenTheKeyIsUsedForAnotherBody() {
        // Given
        String key = UUID.randomUUID().toString();
        tenant.post("/v1/consents", valid().map(), key);

        // When
        Response answer = tenant.post("/v1/consents", valid().map(), key);

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void refuses_whenTheScopeOrTheTokenIsMissing() {
        // When
        Response reader = Tenant.request(tenant.tool().scopes("consent:read"))
                .header("Idempotency-Key", "k1")
                .body(valid().map())
                .post("/v1/consents");
        Response nobody = RestAssured.given()
                .contentType("application/json")
                .body(valid().map())
                .post("/v1/consents");

        // Then
        assertThat(reader.jsonPath().getString("code")).isEqualTo("SCOPE_MISSING");
        assertThat(nobody.statusCode()).isEqualTo(401);
    }

    @Test
    void keepsAProcessorWithinItsMandate() {
        // Given
        tenant.admin(
                "/v1/mandates",
                Map.of(
                        "processor",
                        "mailer",
                        "controller",
                        "kysely",
                        "purposes",
                        List.of("newsletter"),
                        "channels",
                        List.of("EMAIL"),
                        "rights",
                        List.of("CAPTURE"),
                        "from",
                        "2026-01-01T00:00:00Z"));
        Tokens mailer = Tokens.of("mailer")
                .tenant(tenant.key())
                .controllers("kysely", "verkko")
                .scopes("consent:write");

        // When
        Response within = post(mailer, plain().give("newsletter", "EMAIL"));
        Response outside = post(mailer, plain().give("product-updates", "EMAIL"));
        Response elsewhere = post(mailer, plain().give("newsletter", "EMAIL").with("controller", "verkko"));

        // Then
        assertThat(within.statusCode()).as(within.asString()).isEqualTo(201);
        assertThat(outside.statusCode()).isEqualTo(403);
        assertThat(outside.jsonPath().getString("code")).isEqualTo("MANDATE_OUT_OF_SCOPE");
        assertThat(elsewhere.jsonPath().getString("code")).isEqualTo("MANDATE_OUT_OF_SCOPE");
    }

    private static Response post(Tokens client, Body body) {
        return Tenant.request(client)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body.map())
                .post("/v1/consents");
    }

    private Body plain() {
        return Body.ofMail(mail);
    }

    private Body valid() {
        return plain().give("product-updates", "EMAIL");
    }

    private static Map<String, String> notice(String version, String language) {
        return Map.of("id", "newsletter-notice", "version", version, "language", language);
    }
}
