// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ObjectionsResourceTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void answersLikeACapture_whenAnObjectionIsRecorded() {
        // When
        Response answer = object("ALL_MARKETING");

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.jsonPath().getMap("").keySet())
                .containsExactlyInAnyOrder("subjectId", "revision", "records", "receipt");
        assertThat(answer.jsonPath().getMap("records[0]"))
                .containsEntry("scope", "ALL_MARKETING")
                .containsEntry("effective", true);
        assertThat(Stored.facts(tenant)).singleElement().asString().contains("\"kind\": \"objection.recorded\"");
    }

    @Test
    void standsAgainstAnImport_whateverDateItBears() {
        // Given
        object("ALL_MARKETING");
        for (Duration shift : List.of(Duration.ofDays(-400), Duration.ofSeconds(-1), Duration.ofSeconds(60))) {
            Instant at = Instant.now().plus(shift);

            // When
            Response answer = tenant.consent(Body.ofMail(mail)
                    .give("product-updates", "EMAIL")
                    .by("IMPORT_WITH_EVIDENCE")
                    .at(at)
                    .capture("original", Map.of("method", "DOUBLE_OPT_IN_LINK", "at", at.toString())));

            // Then
            assertThat(record(answer)).containsEntry("effective", false).containsEntry("because", "LATER_PROHIBITION");
        }
    }

    @Test
    void asksForControl_whenAStrangerTypesTheAddressIntoAForm() {
        // Given
        object("ALL_MARKETING");

        // When
        Response answer = tenant.consent(
                Body.ofMail(mail).give("product-updates", "EMAIL").by("WEB_CHECKBOX"));

        // Then
        assertThat(record(answer))
                .containsEntry("state", "PENDING_CONFIRMATION")
                .containsEntry("effective", false)
                .containsEntry("because", "NEEDS_CONTROL_OF_ADDRESS");
    }

    @Test
    void isLiftedForWhatIsNamedAndNoMore_whenThePersonConfirmsFromTheAddress() {
        // Given
        object("ALL_MARKETING");

        // When
        Response own = tenant.consent(
                Body.ofMail(mail).give("product-updates", "EMAIL").by("DOUBLE_OPT_IN_LINK"));
        Response other = tenant.consent(Body.ofMail(mail)
                .and("PHONE", "+358500000012")
                .give("product-updates", "SMS")
                .by("WEB_CHECKBOX"));

        // Then
        assertThat(record(own)).containsEntry("state", "GIVEN").containsEntry("effective", true);
        assertThat(record(other)).containsEntry("because", "NEEDS_CONTROL_OF_ADDRESS");
        Response state = tenant.get("/v1/subjects/" + own.jsonPath().getString("subjectId"));
        assertThat(state.jsonPath().getList("objections.liftedAt")).containsExactly((Object) null);
        assertThat(state.jsonPath().getList("choices.find { it.channel == 'EMAIL' }.permission.lifts"))
                .hasSize(1);
    }

    @Test
    void liftsTheWholeObjection_onlyByAnActThatQualifies() {
        // Given
        String id = object("ALL_MARKETING").jsonPath().getString("records[0].id");
        String place = "/v1/objections/" + id + "/lift";
        Map<String, Integer> before = Stored.counts(tenant);

        // When
        Response form = tenant.post(place, lift("WEB_CHECKBOX"));
        Map<String, Integer> after = Stored.counts(tenant);
        Response login = tenant.post(place, lift("AUTHENTICATED_SELF_SERVICE"));
        Response again = tenant.post(place, lift("AUTHENTICATED_SELF_SERVICE"));

        // Then
        assertThat(form.statusCode()).isEqualTo(422);
        assertThat(form.jsonPath().getString("code")).isEqualTo("METHOD_NOT_QUALIFIED");
        assertThat(after).isEqualTo(before);
        assertThat(login.statusCode()).as(login.asString()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(record(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"))))
                .containsEntry("state", "GIVEN");
    }

    @Test
    void refuses_whenTheScopeDoesNotFitWhatIsNamed() {
        assertThat(code("CHANNEL", Map.of())).isEqualTo("CHANNEL_REQUIRED");
        assertThat(code("ALL_MARKETING", Map.of("channel", "EMAIL"))).isEqualTo("CHANNEL_NOT_ALLOWED");
        assertThat(code("PURPOSE", Map.of("purpose", "no-such"))).isEqualTo("PURPOSE_UNKNOWN");
        assertThat(code("TOPIC", Map.of())).isEqualTo("INVALID_VALUE");
        assertThat(Stored.counts(tenant)).containsEntry("journal", 0).containsEntry("subject", 0);
    }

    private String code(String scope, Map<String, Object> more) {
        Map<String, Object> body = objection(scope);
        body.putAll(more);
        return tenant.post("/v1/objections", body).jsonPath().getString("code");
    }

    private Response object(String scope) {
        return tenant.post("/v1/objections", objection(scope));
    }

    private Map<String, Object> objection(String scope) {
        Map<String, Object> body = new HashMap<>(lift("STAFF_ENTRY_UNSIGNED"));
        body.put("scope", scope);
        return body;
    }

    private Map<String, Object> lift(String method) {
        Map<String, Object> body = new HashMap<>(Body.ofMail(mail).by(method).map());
        body.remove("choices");
        return body;
    }

    private static Map<String, Object> record(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getMap("records[0]");
    }
}
