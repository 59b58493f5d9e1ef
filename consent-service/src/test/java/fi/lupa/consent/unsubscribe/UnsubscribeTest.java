// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.unsubscribe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UnsubscribeTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void showsAPageAndChangesNothing_whenALinkScannerLooks() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        String path = link("product-updates");
        Map<String, Integer> before = Stored.counts(tenant);

        for (String language : List.of("fi", "sv-FI,sv;q=0.9", "en")) {
            // When
            Response page = given().header("Accept-Language", language).get(path);
            Response head = given().header("Accept-Language", language).head(path);

            // Then
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.asString()).containsOnlyOnce("<button").contains("lang=\"" + language.substring(0, 2));
            assertThat(head.statusCode()).isEqualTo(200);
        }
        assertThat(Stored.counts(tenant)).isEqualTo(before);
    }

    @Test
    void withdrawsAtOnce_whenAMailProviderPostsAsTheStandardSays() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        String path = link("product-updates");

        // When
        Response answer =
                given().contentType(FORM).body("List-Unsubscribe=One-Click").post(path);

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.headers().hasHeaderWithName("Location")).isFalse();
        assertThat(answer.headers().hasHeaderWithName("Set-Cookie")).isFalse();
        assertThat(cell("permission")).isNull();
        assertThat(cell("prohibition.kind")).isEqualTo("WITHDRAWN");
    }

    @Test
    void doesTheSame_whenThePostIsMultipartWithOtherParts() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));

        // When
        Response answer = given().multiPart("List-Unsubscribe", "One-Click")
                .multiPart("other", "x")
                .post(link("product-updates"));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(cell("prohibition.kind")).isEqualTo("WITHDRAWN");
    }

    @Test
    void answersTheSameAndRecordsOnce_whenItIsRepeated() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        String path = link("product-updates");
        Response first = RestAssured.post(path);
        Map<String, Integer> after = Stored.counts(tenant);

        // When
        Response second = RestAssured.post(path);

        // Then
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(Stored.counts(tenant)).isEqualTo(after);
    }

    @Test
    void objectsToThePurpose_whenNoConsentIsOnRecord() {
        // Given
        String path = link("product-updates");

        // When
        Response answer = RestAssured.post(path);
        RestAssured.post(path);

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        Response state = lookup();
        assertThat(state.jsonPath().getList("objections")).hasSize(1);
        assertThat(state.jsonPath().getMap("objections[0]"))
                .containsEntry("scope", "PURPOSE")
                .containsEntry("purpose", "product-updates")
                .containsEntry("channel", "EMAIL");
        assertThat(Stored.counts(tenant)).containsEntry("vault_identifier", 0);
    }

    @Test
    void objectsToAllMailOfTheController_whenTheLinkNamesNoList() {
        // Given
        String path = path(mint(Map.of("controller", "kysely", "recipient", Map.of("type", "EMAIL", "value", mail))));

        // When
        RestAssured.post(path);

        // Then
        assertThat(lookup().jsonPath().getMap("objections[0]"))
                .containsEntry("scope", "CHANNEL")
                .containsEntry("channel", "EMAIL");
    }

    @Test
    void stopsAgain_whenThePersonHasSignedUpAnewInBetween() {
        // Given
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        String path = link("product-updates");
        RestAssured.post(path);
        tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));
        assertThat(cell("permission")).isNotNull();

        // When
        RestAssured.post(path);

        // Then
        assertThat(cell("permission")).isNull();
    }

    @Test
    void keepsTheNo_whenAnOldOptInLinkIsPressedAfterwards() {
        // Given
        Response asked = tenant.consent(
                Body.ofMail(mail).give("newsletter", "EMAIL").capture("confirmation", Map.of("deliver", "CLIENT")));
        String confirm =
                URI.create(asked.jsonPath().getString("confirmationLink")).getPath();
        RestAssured.post(link("newsletter"));
        Map<String, Integer> before = Stored.counts(tenant);

        // When
        Response page = RestAssured.post(confirm);

        // Then
        assertThat(page.asString()).contains("ei ole enää voimassa");
        assertThat(Stored.counts(tenant)).isEqualTo(before);
    }

    @Test
    void isLiftedByALaterOwnActAlone_whenTheAddressWasKnownAsAHashOnly() {
        // Given
        RestAssured.post(link("newsletter"));
        Response asked = tenant.consent(
                Body.ofMail(mail).give("newsletter", "EMAIL").capture("confirmation", Map.of("deliver", "CLIENT")));

        // When
        Response page = RestAssured.post(
                URI.create(asked.jsonPath().getString("confirmationLink")).getPath());

        // Then
        assertThat(asked.jsonPath().getString("records[0].because")).isEqualTo("NEEDS_CONTROL_OF_ADDRESS");
        assertThat(page.asString()).contains("on vahvistettu");
    }

    @Test
    void isNotFound_whenTheTokenIsForged() {
        // Given
        String path = link("newsletter");

        // When
        Response changed = RestAssured.post(path.substring(0, path.length() - 3) + "AAA");
        Response garbage = RestAssured.get("/u/garbage");

        // Then
        assertThat(changed.statusCode()).isEqualTo(404);
        assertThat(garbage.statusCode()).isEqualTo(404);
        assertThat(Stored.counts(tenant)).containsEntry("journal", 0);
    }

    @Test
    void mintsALineForEachLine_whenABatchIsSent() {
        // Given
        String good =
                "{\"controller\":\"kysely\",\"purpose\":\"newsletter\",\"recipient\":{\"type\":\"EMAIL\",\"value\":\""
                        + mail + "\"},\"ref\":\"a\"}";
        String noMail = good.replace(mail, "not an address").replace("\"a\"", "\"b\"");
        String other = good.replace("newsletter", "no-such").replace("\"a\"", "\"c\"");

        // When
        Response answer = given().auth()
                .oauth2(tenant.tool().text())
                .contentType("application/x-ndjson")
                .body(String.join("\n", good, noMail, "{", other).getBytes(StandardCharsets.UTF_8))
                .post("/v1/unsubscribe-links/batch");

        // Then
        List<String> lines = answer.asString().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .contains("\"ref\":\"a\"", "List-Unsubscribe=One-Click")
                .doesNotContain(mail);
        assertThat(lines.get(1)).isEqualTo("{\"ref\":\"b\",\"code\":\"IDENTIFIER_INVALID\"}");
        assertThat(lines.get(2)).isEqualTo("{\"code\":\"MALFORMED_JSON\"}");
        assertThat(lines.get(3)).isEqualTo("{\"ref\":\"c\",\"code\":\"PURPOSE_UNKNOWN\"}");
    }

    @Test
    void mintsNothing_whenTheRequestDoesNotFit() {
        assertThat(code("no-such", "EMAIL", mail)).isEqualTo("PURPOSE_UNKNOWN");
        assertThat(code("profiling", "EMAIL", mail)).isEqualTo("CHANNEL_NOT_IN_PURPOSE");
        assertThat(code("newsletter", "PHONE", "+358500000000")).isEqualTo("IDENTIFIER_MISSING_FOR_CHANNEL");
        assertThat(code("newsletter", "EMAIL", "x")).isEqualTo("IDENTIFIER_INVALID");
    }

    private String code(String purpose, String type, String value) {
        return mint(Map.of(
                        "controller", "kysely", "purpose", purpose, "recipient", Map.of("type", type, "value", value)))
                .jsonPath()
                .getString("code");
    }

    private String link(String purpose) {
        return path(mint(Map.of(
                "controller",
                "kysely",
                "purpose",
                purpose,
                "recipient",
                Map.of("type", "EMAIL", "value", " " + mail.toUpperCase(Locale.ROOT)))));
    }

    private Response mint(Map<String, Object> body) {
        return Tenant.request(tenant.tool()).body(new HashMap<>(body)).post("/v1/unsubscribe-links");
    }

    private static String path(Response minted) {
        assertThat(minted.statusCode()).as(minted.asString()).isEqualTo(200);
        String header = minted.jsonPath().getString("'List-Unsubscribe'");
        assertThat(minted.jsonPath().getString("'List-Unsubscribe-Post'")).isEqualTo("List-Unsubscribe=One-Click");
        return URI.create(header.substring(1, header.length() - 1)).getPath();
    }

    private Response lookup() {
        return tenant.post(
                "/v1/subjects/lookup",
                Map.of("controller", "kysely", "recipient", Map.of("type", "EMAIL", "value", mail)));
    }

    private @Nullable Object cell(String member) {
        return lookup().jsonPath().get("choices.find { it.purpose == 'product-updates' }." + member);
    }
}
