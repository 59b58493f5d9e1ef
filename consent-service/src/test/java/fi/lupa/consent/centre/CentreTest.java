// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Letters;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CentreTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
        Map<String, Object> text =
                Map.of("title", "Tuoteuutiset", "body", "Saat tuoteuutisia.", "controlLabel", "Haluan niitä");
        tenant.admin(
                "/v1/notices/updates-notice/versions",
                Map.of(
                        "version",
                        "1",
                        "effectiveFrom",
                        "2026-01-01T00:00:00Z",
                        "changeClass",
                        "EDITORIAL",
                        "affects",
                        List.of("product-updates"),
                        "controllers",
                        List.of("kysely"),
                        "texts",
                        Map.of("fi", text, "sv", text, "en", text)));
    }

    @Test
    void showsHowThingsStand_maskedAndWithoutChangingAnything_whenALinkScannerLooks() throws NoSuchAlgorithmException {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        String path = link();
        Map<String, Integer> before = Stored.counts(tenant);

        // When
        Response page = given().header("Accept-Language", "en").get(path);
        Response head = RestAssured.head(path);

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(page.asString())
                .contains("<html lang=\"en\"", "Esimerkki Oy", "k•••@k•••.fi", "allowed</span>")
                .contains("Newsletter product-updates", "not allowed, you have not said yes")
                .doesNotContain(mail, "<script", "http://");
        String policy = page.header("Content-Security-Policy");
        String css = page.asString().replaceAll("(?s).*<style>(.*)</style>.*", "$1");
        assertThat(policy)
                .startsWith("default-src 'none'")
                .contains("form-action 'self'", "frame-ancestors 'none'", "'sha256-" + sha256(css) + "'")
                .doesNotContain("unsafe");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Set-Cookie")).isNull();
        assertThat(Stored.counts(tenant)).isEqualTo(before);
    }

    @Test
    void stopsOneChoiceAtOnceAndNothingElse_andAReplayChangesNothing() {
        // Given
        String subject = subject(tenant.consent(
                Body.ofMail(mail).and("PHONE", "+358500000099").give("product-updates", "EMAIL", "SMS")));
        String path = link();

        // When
        Response page = press(path, "STOP", "product-updates", "SMS");
        int facts = Stored.facts(tenant).size();
        press(path, "STOP", "product-updates", "SMS");

        // Then
        assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
        assertThat(page.asString()).contains("role=\"status\"", "It has been stopped");
        assertThat(cell(subject, "product-updates", "SMS").get("permission")).isNull();
        assertThat(cell(subject, "product-updates", "SMS").get("prohibition")).isNotNull();
        assertThat(cell(subject, "product-updates", "EMAIL").get("permission")).isNotNull();
        assertThat(Stored.facts(tenant)).hasSize(facts);
    }

    @Test
    void stopsAllMarketingSurveysAndProfiling_asObjections() {
        // Given
        String subject = subject(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));
        String path = link();

        // When
        press(path, "STOP_MARKETING", "", "");
        press(path, "STOP_MARKETING", "", "");
        press(path, "STOP_SURVEYS", "", "");
        Response page = press(path, "STOP", "profiling", "");

        // Then
        assertThat(tenant.get("/v1/subjects/" + subject).jsonPath().getList("objections.scope"))
                .containsExactly("ALL_MARKETING", "SURVEYS", "PROFILING");
        assertThat(page.asString()).doesNotContain("value=\"STOP_MARKETING\"", "allowed</span>");
    }

    @Test
    void records_alsoForAnAddressThatNobodyKnows() {
        // Given
        String path = link();

        // When
        Response before = RestAssured.get(path);
        press(path, "STOP", "product-updates", "EMAIL");
        Response after = RestAssured.get(path);

        // Then
        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(before.asString()).doesNotContain("value=\"START\"");
        assertThat(after.asString()).contains("kielletty</span>");
        assertThat(Stored.facts(tenant)).singleElement().asString().contains("objection.recorded");
    }

    @Test
    void onlyAsksTheAddress_whenSomethingIsSwitchedOn_evenWithoutDoubleOptInAndPastAnObjection() {
        // Given
        String subject = subject(tenant.consent(Body.ofMail(mail).choose("REFUSED", "product-updates")));
        String path = link();
        press(path, "STOP_MARKETING", "", "");

        // When
        Response page = press(path, "START", "product-updates", "EMAIL");
        press(path, "START", "product-updates", "EMAIL");
        Map<String, Object> pressed = cell(subject, "product-updates", "EMAIL");
        List<String> letters = new Letters(mail).await(1);
        RestAssured.post(Letters.confirmationPath(letters.get(0)));
        Map<String, Object> confirmed = cell(subject, "product-updates", "EMAIL");

        // Then
        assertThat(page.asString()).contains("We have sent a link", "waiting for you to confirm it");
        assertThat(pressed.get("permission")).isNull();
        assertThat(pressed.get("pending")).isNotNull();
        assertThat(new Letters(mail).all()).hasSize(1);
        assertThat(confirmed.get("permission")).asString().contains("DOUBLE_OPT_IN_LINK", "updates-notice");
        assertThat(tenant.get("/v1/subjects/" + subject).jsonPath().getList("objections.liftedAt"))
                .containsOnlyNulls();
        assertThat(RestAssured.get(path).asString()).contains("sallittu</span>");
    }

    @Test
    void switchesNothingOn_thatHasNoNoticeOrIsReachedByOtherThanMail() {
        // Given
        String subject = subject(tenant.consent(Body.ofMail(mail)
                .and("PHONE", "+358500000098")
                .choose("REFUSED", "product-updates")
                .choose("REFUSED", "customer-survey")));
        String path = link();
        int facts = Stored.facts(tenant).size();

        // When
        List<Response> pages = List.of(
                press(path, "START", "product-updates", "SMS"),
                press(path, "START", "customer-survey", "EMAIL"),
                press(path, "START", "no-such", "EMAIL"),
                press(path, "NOTHING", "product-updates", "EMAIL"),
                press(path, "STOP", "product-updates", "PIGEON"),
                press(path, "STOP", "no-such", "EMAIL"));

        // Then
        assertThat(pages).allSatisfy(page -> assertThat(page.asString()).contains("Nothing was changed"));
        assertThat(Stored.facts(tenant)).hasSize(facts);
        assertThat(cell(subject, "product-updates", "SMS").get("pending")).isNull();
    }

    @Test
    void holdsBackTopicsAndPausesAndNeverLoosens() {
        // Given
        String subject = subject(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));
        String path = link();

        // When
        press(path, "STOP_TOPIC", "news", "");
        press(path, "PAUSE", "P3M", "");
        press(path, "PAUSE", "P1M", "");
        Response page = press(path, "ONLY_CHANNEL", "", "SMS");
        int facts = Stored.facts(tenant).size();
        press(path, "STOP_TOPIC", "news", "");
        press(path, "ONLY_CHANNEL", "", "EMAIL");

        // Then
        Map<String, Object> wishes =
                tenant.get("/v1/subjects/" + subject).jsonPath().getMap("preferences[0]");
        assertThat(wishes).containsEntry("topicsOff", List.of("news")).containsEntry("onlyChannel", "SMS");
        assertThat(Instant.parse(String.valueOf(wishes.get("pausedUntil"))))
                .isAfter(Instant.now().plusSeconds(80L * 24 * 3600));
        assertThat(page.asString()).contains("by text message only", "Topic news: <span class=\"status\">stopped");
        assertThat(Stored.facts(tenant)).hasSize(facts);
    }

    @Test
    void knowsNoLinkThatIsForgedOrOver() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        String path = link();
        String over = link("PT1S");
        Await.until(() -> RestAssured.get(over).statusCode() == 404);
        Map<String, Integer> before = Stored.counts(tenant);
        String forged = path.substring(0, path.length() - 4) + (path.endsWith("AAAA") ? "BBBB" : "AAAA");

        for (String bad : List.of(forged, over, "/p/x", path.replace("/p/", "/u/"))) {
            // When
            Response shown = RestAssured.get(bad);
            Response pressed = press(bad, "STOP_MARKETING", "", "");

            // Then
            assertThat(shown.statusCode()).as(bad).isEqualTo(404);
            assertThat(pressed.statusCode()).as(bad).isEqualTo(404);
            assertThat(shown.asString()).doesNotContain("Esimerkki Oy");
        }
        assertThat(Stored.counts(tenant)).isEqualTo(before);
    }

    @Test
    void speaksTheLanguageThatWasChosen_elseThePersons_elseTheBrowsers() {
        // Given
        tenant.consent(Body.ofMail(mail)
                .give("product-updates", "EMAIL")
                .with("contact", Map.of("kind", "CONSUMER", "language", "sv")));
        String path = link();

        // When
        Response chosen = given().header("Accept-Language", "fi").get(path + "?lang=en");
        Response own = given().header("Accept-Language", "fi").get(path);

        // Then
        assertThat(chosen.header("Content-Language")).isEqualTo("en");
        assertThat(own.header("Content-Language")).isEqualTo("sv");
        assertThat(own.asString()).contains("Dina val");
    }

    @Test
    void mintsLinks_forAddressesOfTheCallersControllersAlone() {
        // When
        Response foreign = mint(Map.of("controller", "third"));
        Response phone = mint(Map.of("recipient", Map.of("type", "PHONE", "value", "+358500000097")));
        Response endless = mint(Map.of("expiresIn", "P2Y"));
        Response good = mint(Map.of());

        // Then
        assertThat(foreign.jsonPath().getString("code")).isEqualTo("CALLER_NOT_AUTHORISED");
        assertThat(phone.jsonPath().getString("code")).isEqualTo("IDENTIFIER_MISSING_FOR_CHANNEL");
        assertThat(endless.jsonPath().getString("code")).isEqualTo("RANGE_INVALID");
        assertThat(good.jsonPath().getString("link")).doesNotContain(mail, "kysely");
        assertThat(good.jsonPath().getString("expiresAt")).isNotBlank();
        assertThat(Stored.counts(tenant)).containsEntry("subject", 0);
    }

    private Response press(String path, String act, String what, String channel) {
        return given().contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParam("act", act)
                .formParam("what", what)
                .formParam("channel", channel)
                .post(path + "?lang=en");
    }

    private String link() {
        return link("P30D");
    }

    private String link(String expiresIn) {
        Response minted = mint(Map.of("expiresIn", expiresIn));
        assertThat(minted.statusCode()).as(minted.asString()).isEqualTo(200);
        return URI.create(minted.jsonPath().getString("link")).getPath();
    }

    private Response mint(Map<String, Object> more) {
        Map<String, Object> body =
                new HashMap<>(Map.of("controller", "kysely", "recipient", Map.of("type", "EMAIL", "value", mail)));
        body.putAll(more);
        return tenant.post("/v1/preference-links", body, UUID.randomUUID().toString());
    }

    private Map<String, Object> cell(String subject, String purpose, String channel) {
        return tenant.get("/v1/subjects/" + subject)
                .jsonPath()
                .getMap("choices.find { it.purpose == '" + purpose + "' && it.channel == '" + channel + "' }");
    }

    private static String subject(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("subjectId");
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
