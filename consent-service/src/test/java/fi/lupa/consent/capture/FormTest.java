// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FormTest {

    private static final String ORIGIN = "https://www.example.fi";

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void recordsWhatTheFormTook_andTellsTheBrowserNothingMore() {
        // When
        Response answer = post(form(Map.of()), ORIGIN, choice("product-updates", "GIVEN"));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.jsonPath().getMap("")).isEqualTo(Map.of("received", true));
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        String fact = Stored.facts(tenant).get(0);
        assertThat(fact).contains("consent.given", "survey-tool", "WEB_CHECKBOX");
        assertThat(Contract.object(fact).at("/consent/notice/proven").asBoolean())
                .isTrue();
    }

    @Test
    void answersAlike_whetherTheAddressHasSaidNoOrNot() {
        // Given
        tenant.post("/v1/objections", Objections.body(mail, "ALL_MARKETING"));

        // When
        Response objected = post(form(Map.of()), ORIGIN, choice("product-updates", "GIVEN"));

        // Then
        assertThat(objected.statusCode()).isEqualTo(201);
        assertThat(objected.jsonPath().getMap("")).isEqualTo(Map.of("received", true));
        assertThat(Stored.facts(tenant).get(1)).contains("consent.requested");
    }

    @Test
    void takesFormFieldsToo() {
        // When
        Response answer = RestAssured.given()
                .contentType(ContentType.URLENC)
                .header("Origin", ORIGIN)
                .formParam("recipient.EMAIL", mail)
                .formParam("choice.product-updates", "REFUSED")
                .post(form(Map.of()));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(Stored.facts(tenant).get(0)).contains("consent.refused");
    }

    @Test
    void takesAYesOfFormFields_forTheChannelsThatTheAddressHas() {
        // When
        Response answer = fields(form(Map.of("purposes", List.of("product-updates", "profiling", "profiling"))))
                .formParam("choice.product-updates", "GIVEN")
                .formParam("choice.profiling", "REFUSED")
                .post();
        Response mail = fields(
                        form(Map.of("purposes", List.of("newsletter", "profiling"), "channels", List.of("EMAIL"))))
                .formParam("choice.newsletter", "GIVEN")
                .formParam("choice.profiling", "REFUSED")
                .post();

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(mail.statusCode()).as(mail.asString()).isEqualTo(201);
        assertThat(Stored.texts(
                        tenant,
                        "SELECT kind || ' ' || (payload -> 'consent' ->> 'purpose') FROM journal WHERE tenant = ? AND subject IS NOT NULL"
                                + " ORDER BY epoch, xid, position"))
                .contains("consent.given product-updates", "consent.requested newsletter", "consent.refused profiling");
    }

    @Test
    void addsNobodyToWhomThePageNamedNothing() {
        // Given
        Map<String, Object> wider = new HashMap<>(choice("product-updates", "GIVEN"));
        wider.put("disclosedTo", List.of("partner-x"));
        Map<String, Object> explicit = new HashMap<>(choice("product-updates", "GIVEN"));
        explicit.put("explicit", true);

        // When
        List<Response> answers = List.of(post(form(Map.of()), ORIGIN, wider), post(form(Map.of()), ORIGIN, explicit));

        // Then
        assertThat(answers).allSatisfy(answer -> assertThat(
                        answer.statusCode() + answer.jsonPath().getString("code"))
                .isEqualTo("422CHOICE_NOT_ALLOWED"));
    }

    @Test
    void liftsNothing_whenTheSameSubmissionIsSentAgainAfterAWithdrawal() {
        // Given
        String form = form(Map.of());
        post(form, ORIGIN, choice("product-updates", "GIVEN"));
        tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates"));

        // When
        post(form, ORIGIN, choice("product-updates", "GIVEN"));

        // Then
        List<String> facts = Stored.facts(tenant);
        assertThat(facts.get(facts.size() - 1)).contains("REPLAYED_ACT");
    }

    @Test
    void hearsWhoComesBackToAFreshPage_andAlwaysHearsANo() {
        // Given
        String first = form(Map.of());
        post(first, ORIGIN, choice("product-updates", "GIVEN"));
        post(first, ORIGIN, choice("product-updates", "REFUSED"));
        post(first, ORIGIN, choice("product-updates", "GIVEN"));

        // When
        String fresh = form(Map.of());
        post(fresh, ORIGIN, choice("product-updates", "GIVEN"));
        post(first, ORIGIN, choice("product-updates", "REFUSED"));
        post(fresh, ORIGIN, choice("product-updates", "GIVEN"));

        // Then
        assertThat(Stored.facts(tenant).stream()
                        .map(Contract::object)
                        .map(fact -> fact.path("kind").asText() + " "
                                + fact.at("/consent/because").asText("")))
                .containsExactly(
                        "consent.given ",
                        "consent.refused ",
                        "consent.given REPLAYED_ACT",
                        "consent.given ",
                        "consent.refused ",
                        "consent.given REPLAYED_ACT");
    }

    @Test
    void refusesAndStoresNothing_whateverItWasNotMadeFor() {
        // Given
        String form = form(Map.of());
        String channelled = form(Map.of("channels", List.of("EMAIL")));

        // When
        List<Response> refused = List.of(
                post(form, "https://evil.example.fi", choice("product-updates", "GIVEN")),
                post(form, null, choice("product-updates", "GIVEN")),
                post(form, ORIGIN, choice("newsletter", "GIVEN")),
                post(form, ORIGIN, choice("product-updates", "WITHDRAWN")),
                post(
                        channelled,
                        ORIGIN,
                        Map.of("purpose", "product-updates", "choice", "GIVEN", "channels", List.of("SMS"))),
                post(form.substring(0, form.length() - 2) + "AA", ORIGIN, choice("product-updates", "GIVEN")),
                post("/f/garbage", ORIGIN, choice("product-updates", "GIVEN")));

        // Then
        assertThat(refused)
                .extracting(answer -> answer.jsonPath().getString("code"))
                .containsExactly(
                        "ORIGIN_NOT_ALLOWED",
                        "ORIGIN_NOT_ALLOWED",
                        "CHOICE_NOT_ALLOWED",
                        "CHOICE_NOT_ALLOWED",
                        "CHOICE_NOT_ALLOWED",
                        "NOT_FOUND",
                        "NOT_FOUND");
        assertThat(Stored.counts(tenant)).containsEntry("journal", 0).containsEntry("subject", 0);
        assertThat(refused.get(0).header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void isOver_whenItsTimeHasPassed() {
        // Given
        String form = form(Map.of("expiresIn", "PT1S"));

        // When, Then
        Await.until(() -> post(form, ORIGIN, choice("newsletter", "GIVEN")).statusCode() == 404);
    }

    @Test
    void letsItsOwnSiteAskFirst_andNoOther() {
        // Given
        String form = form(Map.of());

        // When
        Response own = RestAssured.given().header("Origin", ORIGIN).options(form);
        Response other =
                RestAssured.given().header("Origin", "https://evil.example.fi").options(form);

        // Then
        assertThat(own.statusCode()).isEqualTo(204);
        assertThat(own.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(own.header("Access-Control-Allow-Methods")).isEqualTo("POST");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void mintsNothing_forWhatIsNoOriginOrNoForm() {
        // When
        List<Response> refused = List.of(
                mint(Map.of("origin", "https://www.example.fi/path")),
                mint(Map.of("origin", "http://www.example.fi")),
                mint(Map.of("method", "DOUBLE_OPT_IN_LINK")),
                mint(Map.of("expiresIn", "P1Y")),
                mint(Map.of("controller", "vieras")));

        // Then
        assertThat(refused)
                .extracting(answer -> answer.jsonPath().getString("code"))
                .containsExactly(
                        "INVALID_VALUE", "INVALID_VALUE", "INVALID_VALUE", "RANGE_INVALID", "CALLER_NOT_AUTHORISED");
    }

    private static Map<String, Object> choice(String purpose, String choice) {
        return Map.of("purpose", purpose, "choice", choice, "channels", List.of("EMAIL"));
    }

    private Response post(String form, @Nullable String origin, Map<String, Object> choice) {
        RequestSpecification request = RestAssured.given().contentType(ContentType.JSON);
        if (origin != null) {
            request = request.header("Origin", origin);
        }
        return request.body(Map.of(
                        "recipient", List.of(Map.of("type", "EMAIL", "value", mail)), "choices", List.of(choice)))
                .post(form);
    }

    private RequestSpecification fields(String form) {
        return RestAssured.given()
                .basePath(form)
                .contentType(ContentType.URLENC)
                .header("Origin", ORIGIN)
                .formParam("recipient.EMAIL", mail);
    }

    private String form(Map<String, Object> more) {
        Response answer = mint(more);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return URI.create(answer.jsonPath().getString("formAction")).getPath();
    }

    private Response mint(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "controller",
                "kysely",
                "notice",
                Map.of("id", "newsletter-notice", "version", "1.1", "language", "fi"),
                "purposes",
                List.of("product-updates"),
                "origin",
                ORIGIN));
        body.putAll(more);
        return Tenant.request(tenant.tool()).body(body).post("/v1/capture-tokens");
    }
}
