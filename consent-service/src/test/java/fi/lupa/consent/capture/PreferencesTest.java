// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PreferencesTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void keepsWhatThePersonWants_asTheContractSays() {
        // When
        Response answer = set(Map.of(
                "pausedUntil", "2027-01-01T00:00:00.000Z",
                "topics", Map.of("on", List.of("news"), "off", List.of("events")),
                "onlyChannel", "EMAIL",
                "quietHours",
                        List.of(Map.of("channels", List.of("SMS"), "days", "MON-FRI", "from", "18:00", "to", "09:00")),
                "caps", List.of(Map.of("channels", List.of("EMAIL"), "max", 1, "per", "P7D"))));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("revision")).isNotBlank();
        Map<String, Object> kept = preference(answer);
        assertThat(kept)
                .containsEntry("controller", "kysely")
                .containsEntry("pausedUntil", "2027-01-01T00:00:00.000Z")
                .containsEntry("topicsOn", List.of("news"))
                .containsEntry("topicsOff", List.of("events"))
                .containsEntry("onlyChannel", "EMAIL");
        assertThat(String.valueOf(kept.get("quietHours"))).contains("MON-FRI", "18:00");
        assertThat(String.valueOf(kept.get("caps"))).contains("P7D");
        assertThat(Contract.object(Stored.facts(tenant).get(0)).path("kind").asText())
                .isEqualTo("preferences.set");
    }

    @Test
    void forgetsNothing_thatALaterBodyLeavesOut() {
        // Given
        set(Map.of("onlyChannel", "EMAIL", "topics", Map.of("off", List.of("events"))));

        // When
        Response later = set(Map.of("pausedUntil", "2027-01-01T00:00:00.000Z"));

        // Then
        assertThat(preference(later))
                .containsEntry("onlyChannel", "EMAIL")
                .containsEntry("topicsOff", List.of("events"));
    }

    @Test
    void loosensNothing_whenStaffOrAMachineSaysSo() {
        // Given
        set(Map.of("topics", Map.of("off", List.of("events"))));

        // When
        Response staff = tenant.post(
                "/v1/preferences",
                body(Body.ofMail(mail).by("STAFF_ENTRY_UNSIGNED"), Map.of("topics", Map.of("on", List.of("events")))));

        // Then
        assertThat(preference(staff)).containsEntry("topicsOff", List.of("events"));
    }

    @Test
    void refuses_whatIsNoPreference() {
        // When
        List<Response> refused = List.of(
                set(Map.of("onlyChannel", "PIGEON")),
                set(Map.of("topics", Map.of("off", List.of(mail)))),
                set(Map.of(
                        "quietHours",
                        List.of(Map.of("channels", List.of("SMS"), "days", "SOMETIMES", "allDay", true)))),
                set(Map.of("caps", List.of(Map.of("channels", List.of("SMS"), "max", 1, "per", "soon")))));

        // Then
        assertThat(refused).allSatisfy(answer -> assertThat(
                        answer.statusCode() + answer.jsonPath().getString("code"))
                .isEqualTo("400INVALID_VALUE"));
        assertThat(Stored.counts(tenant)).containsEntry("journal", 0);
    }

    private Response set(Map<String, Object> more) {
        return tenant.post("/v1/preferences", body(Body.ofMail(mail), more));
    }

    private static Map<String, Object> body(Body body, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(body.map());
        members.remove("choices");
        members.putAll(more);
        return members;
    }

    private Map<String, Object> preference(Response answer) {
        return tenant.get("/v1/subjects/" + answer.jsonPath().getString("subjectId"))
                .jsonPath()
                .getMap("preferences[0]");
    }
}
