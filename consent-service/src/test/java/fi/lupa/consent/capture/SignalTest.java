// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignalTest {

    private final Tenant tenant = Tenant.named();
    private final String device = "cookie-" + UUID.randomUUID();

    @BeforeEach
    void fill() {
        tenant.fill();
        purpose("cookies-analytics", List.of());
        purpose("cookies-marketing", List.of("CROSS_CONTEXT_ADS", "SHARES_OUTSIDE"));
    }

    @Test
    void refusesWhatSharesOrFollows_whenTheBrowserSaysSo() {
        // When
        Response answer = banner(Map.of("cookies-analytics", "GIVEN"), Map.of("gpc", true));

        // Then
        Map<String, Object> cell = cell(answer, "cookies-marketing");
        assertThat(cell.get("permission")).isNull();
        assertThat(String.valueOf(cell.get("prohibition"))).contains("BROWSER_SETTINGS", "REFUSED");
        assertThat(cell(answer, "cookies-analytics").get("permission")).isNotNull();
    }

    @Test
    void takesTheHeaderForTheSame_andOnlyTheOneValue() {
        // When
        post(body(Map.of("cookies-analytics", "GIVEN"), Map.of()).map(), "0");
        int before = facts().size();
        Response answer =
                post(body(Map.of("cookies-analytics", "REFUSED"), Map.of()).map(), "1");

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(cell(answer, "cookies-marketing").get("prohibition")).isNotNull();
    }

    @Test
    void tellsAStateOnce_notEachVisit() {
        // Given
        banner(Map.of("cookies-analytics", "GIVEN"), Map.of("gpc", true));

        // When
        banner(Map.of("cookies-analytics", "GIVEN"), Map.of("gpc", true));

        // Then
        assertThat(facts())
                .filteredOn(fact -> fact.contains("cookies-marketing"))
                .hasSize(1);
    }

    @Test
    void letsThePersonChooseOtherwise_inSoManyWords() {
        // Given
        banner(Map.of("cookies-analytics", "GIVEN"), Map.of("gpc", true));

        // When
        Response specific = banner(Map.of("cookies-marketing", "GIVEN"), Map.of("gpc", true));

        // Then
        assertThat(cell(specific, "cookies-marketing").get("permission")).isNotNull();
    }

    @Test
    void provesNothing_whenTheStringThatCameAlongDoesNot() {
        // When
        Response garbage = banner(Map.of("cookies-marketing", "GIVEN"), Map.of("tcString", "garbage"));
        Response refused = banner(Map.of("cookies-analytics", "REFUSED"), Map.of("tcString", "garbage"));

        // Then
        assertThat(garbage.jsonPath().getMap("records[0]"))
                .containsEntry("state", "NOT_DEMONSTRABLE")
                .containsEntry("effective", false);
        assertThat(String.valueOf(cell(garbage, "cookies-marketing").get("undemonstrable")))
                .contains("TC_STRING_INVALID");
        assertThat(refused.jsonPath().getMap("records[0]")).containsEntry("state", "REFUSED");
    }

    @Test
    void linksADeviceToAPerson_byThePersonsOwnActAlone() {
        // Given
        String mail = Body.anyMail();
        Map<String, Object> contact = new HashMap<>(Map.of(
                "controller",
                "kysely",
                "recipient",
                List.of(Map.of("type", "EMAIL", "value", mail), Map.of("type", "DEVICE", "value", device))));

        // When
        Response byStaff = tenant.post("/v1/contacts", contact);
        Response byMachine = tenant.consent(Body.ofMail(mail)
                .and("DEVICE", device)
                .choose("REFUSED", "cookies-marketing")
                .by("STAFF_ENTRY_UNSIGNED"));
        Map<String, Integer> apart = Stored.counts(tenant);
        String other = "cookie-" + UUID.randomUUID();
        Response own =
                tenant.consent(Body.ofMail(Body.anyMail()).and("DEVICE", other).choose("REFUSED", "cookies-marketing"));

        // Then
        assertThat(byStaff.jsonPath().getString("code")).isEqualTo("METHOD_NOT_QUALIFIED");
        assertThat(byMachine.statusCode()).as(byMachine.asString()).isEqualTo(201);
        assertThat(apart).containsEntry("subject", 2);
        assertThat(own.statusCode()).isEqualTo(201);
        assertThat(Stored.counts(tenant)).containsEntry("subject", 3);
    }

    @Test
    void saysThatItHonoursTheSignal() {
        // When, Then
        assertThat(RestAssured.get("/.well-known/gpc.json").jsonPath().getMap(""))
                .containsEntry("gpc", true)
                .containsKey("lastUpdate");
    }

    private void purpose(String key, List<String> flags) {
        tenant.admin("/v1/purposes", Map.of("controller", "kysely", "key", key, "category", "COOKIE", "flags", flags));
    }

    private Body body(Map<String, String> choices, Map<String, Object> signals) {
        Body body = Body.ofMail(Body.anyMail())
                .with("recipient", List.of(Map.of("type", "DEVICE", "value", device)))
                .by("CMP_BANNER")
                .capture("signals", signals);
        choices.forEach((purpose, choice) -> body.choose(choice, purpose, "WEB_STORAGE"));
        return body;
    }

    private Response banner(Map<String, String> choices, Map<String, Object> signals) {
        Response answer = tenant.consent(body(choices, signals));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer;
    }

    private Response post(Map<String, Object> body, String privacyControl) {
        return Tenant.request(tenant.tool())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Sec-GPC", privacyControl)
                .body(body)
                .post("/v1/consents");
    }

    private List<String> facts() {
        return Stored.facts(tenant);
    }

    private Map<String, Object> cell(Response answer, String purpose) {
        return tenant.get("/v1/subjects/" + answer.jsonPath().getString("subjectId"))
                .jsonPath()
                .getMap("choices.find { it.purpose == '" + purpose + "' }");
    }
}
