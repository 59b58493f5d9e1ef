// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NoticeTokenTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void provesTheText_whenTheTokenIsOfThisVersionAndLanguage() {
        // When
        Response answer = tenant.consent(with(token("fi", "PT1H")).give("product-updates", "EMAIL"));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(Contract.object(Stored.facts(tenant).get(0))
                        .at("/consent/notice/proven")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void saysNothingOfProof_whenThereIsNoToken() {
        // When
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));

        // Then
        assertThat(Contract.object(Stored.facts(tenant).get(0))
                        .at("/consent/notice")
                        .has("proven"))
                .isFalse();
    }

    @Test
    void refusesAndStoresNothing_whenTheTokenIsForgedOrStale() {
        // Given
        String genuine = token("fi", "PT1H");
        String swedish = token("sv", "PT1H");
        String elsewhere = foreignToken();
        String brief = token("fi", "PT1S");
        Await.until(() -> "NOTICE_TOKEN_STALE".equals(code(brief)));
        Map<String, Integer> before = Stored.counts(tenant);

        // When
        List<String> codes = List.of(
                code(genuine.substring(0, genuine.length() - 2) + "AA"),
                code("garbage"),
                code(swedish),
                code(elsewhere),
                code(brief));

        // Then
        assertThat(codes)
                .containsExactly(
                        "NOTICE_TOKEN_INVALID",
                        "NOTICE_TOKEN_INVALID",
                        "NOTICE_TOKEN_INVALID",
                        "NOTICE_TOKEN_INVALID",
                        "NOTICE_TOKEN_STALE");
        assertThat(Stored.counts(tenant)).isEqualTo(before);
    }

    @Test
    void refuses_whenTheTextHasChangedMateriallySince() {
        // Given
        String token = token("fi", "PT1H");
        Map<String, Object> text = Map.of("title", "Uutiskirje", "body", "Annamme tietosi myös kumppaneille.");
        tenant.admin(
                "/v1/notices/newsletter-notice/versions",
                Map.of(
                        "version", "2",
                        "changeClass", "MATERIAL",
                        "effectiveFrom", "2026-01-02T00:00:00Z",
                        "controllers", List.of("kysely", "verkko"),
                        "texts", Map.of("fi", text)));

        // When, Then
        assertThat(code(token)).isEqualTo("NOTICE_TOKEN_STALE");
    }

    @Test
    void takesTheNo_whateverTheTokenIsWorth() {
        // When
        Response no = tenant.consent(with("garbage").choose("REFUSED", "product-updates"));

        // Then
        assertThat(no.statusCode()).as(no.asString()).isEqualTo(201);
        assertThat(Contract.object(Stored.facts(tenant).get(0))
                        .at("/consent/notice")
                        .has("proven"))
                .isFalse();
    }

    @Test
    void mintsNothing_whenThereIsNoSuchTextOrItLastsTooLong() {
        // When
        Response unknown = mint("de", "PT1H", "kysely");
        Response endless = mint("fi", "P1Y", "kysely");
        Response foreign = mint("fi", "PT1H", "vieras");

        // Then
        assertThat(List.of(unknown, endless, foreign))
                .extracting(answer -> answer.jsonPath().getString("code"))
                .containsExactly("NOTICE_VERSION_UNKNOWN", "RANGE_INVALID", "CALLER_NOT_AUTHORISED");
    }

    private String foreignToken() {
        Tenant other = Tenant.named();
        other.fill();
        return Tenant.request(other.tool())
                .body(request("fi", "PT1H", "kysely"))
                .post("/v1/notice-tokens")
                .jsonPath()
                .getString("token");
    }

    private String code(String token) {
        Response answer = tenant.consent(with(token).give("product-updates", "EMAIL"));
        return answer.statusCode() == 201 ? "201" : answer.jsonPath().getString("code");
    }

    private String token(String language, String expiresIn) {
        Response answer = mint(language, expiresIn, "kysely");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("token");
    }

    private Response mint(String language, String expiresIn, String controller) {
        return Tenant.request(tenant.tool())
                .body(request(language, expiresIn, controller))
                .post("/v1/notice-tokens");
    }

    private static Map<String, Object> request(String language, String expiresIn, String controller) {
        return Map.of(
                "controller", controller,
                "notice", Map.of("id", "newsletter-notice", "version", "1.1", "language", language),
                "expiresIn", expiresIn);
    }

    private Body with(String token) {
        return Body.ofMail(mail)
                .capture(
                        "notice",
                        Map.of("id", "newsletter-notice", "version", "1.1", "language", "fi", "token", token));
    }
}
