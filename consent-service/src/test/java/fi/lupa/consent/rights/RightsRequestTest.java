// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RightsRequestTest {

    private final Tenant tenant = Tenant.named();
    private final Rights rights = new Rights(tenant);
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void stopsContactAtOnce_andIsDueInOneMonth() {
        // When
        Response answer = rights.receive("ERASURE", "PENDING", mail);

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.jsonPath().getString("dueAt")).isEqualTo("2026-02-28T10:00:00.000Z");
        assertThat(answer.jsonPath().getString("revision")).isNotBlank();
        assertThat(state().getMap("rightsRequests[0]"))
                .containsEntry("kind", "ERASURE")
                .containsEntry("controller", "kysely")
                .containsEntry("completedAt", null);
        assertThat(Stored.found(mail, "Koe Henkil")).isEmpty();
    }

    @Test
    void letsContactGoOn_whenTheRequestIsRefused() {
        // Given
        String id = rights.received("ERASURE", mail);

        // When
        Response done = rights.complete(id, Map.of("outcome", "REFUSED"));

        // Then
        assertThat(done.statusCode()).as(done.asString()).isEqualTo(200);
        assertThat(state().getString("rightsRequests[0].completedAt")).isNotBlank();
        assertThat(state().getString("status")).isEqualTo("LIVE");
    }

    @Test
    void restrictsUntilItIsLifted() {
        // Given
        String id = rights.received("RESTRICTION", mail);
        Map<String, Object> restriction =
                Map.of("scope", "MARKETING", "ground", "ACCURACY_CONTESTED", "from", "2026-02-01T00:00:00.000Z");

        // When
        Response missing = rights.complete(id, Map.of("outcome", "GRANTED"));
        Response done = rights.complete(id, Map.of("outcome", "GRANTED", "restriction", restriction));
        JsonPath restricted = state();
        Response lifted = rights.post("/v1/rights-requests/" + id + "/lift-restriction", Map.of());

        // Then
        assertThat(missing.jsonPath().getString("errors[0].pointer")).isEqualTo("/restriction");
        assertThat(done.statusCode()).as(done.asString()).isEqualTo(200);
        assertThat(restricted.getMap("restrictions[0]"))
                .containsEntry("scope", "MARKETING")
                .containsEntry("until", null);
        assertThat(lifted.statusCode()).as(lifted.asString()).isEqualTo(200);
        assertThat(state().getString("restrictions[0].until")).isNotBlank();
        assertThat(
                        Stored.texts(
                                tenant,
                                "SELECT kind FROM journal WHERE tenant = ? AND subject IS NOT NULL ORDER BY epoch, xid, position"))
                .containsExactly("rights.received", "rights.completed", "restriction.set", "restriction.lifted");
    }

    @Test
    void stopsWhatRestedOnAnInterest_whenTheObjectionIsUpheld() {
        // Given
        String id = rights.received("OBJECTION_REVIEW", mail);
        String refused = rights.received("OBJECTION_REVIEW", Body.anyMail());

        // When
        rights.complete(refused, Map.of("outcome", "REFUSED"));
        Response done = rights.complete(id, Map.of("outcome", "GRANTED"));

        // Then
        assertThat(done.statusCode()).as(done.asString()).isEqualTo(200);
        List<String> scopes = Stored.texts(
                tenant,
                "SELECT coalesce(string_agg(o ->> 'scope', ',' ORDER BY o ->> 'scope'), '') FROM subject"
                        + " LEFT JOIN LATERAL jsonb_array_elements(state -> 'objections') o ON true WHERE tenant = ? GROUP BY id");
        assertThat(scopes).containsExactlyInAnyOrder("", "ALL_MARKETING,PROFILING,SURVEYS");
        assertThat(Stored.facts(tenant)).last().asString().contains("objection.recorded", "\"capture\"");
    }

    @Test
    void isCompletedAndLiftedByNobodyWithoutAMandate() {
        // Given
        String erasure = rights.received("ERASURE", mail);
        String restriction = rights.received("RESTRICTION", mail);
        Map<String, Object> set =
                Map.of("scope", "ALL", "ground", "ACCURACY_CONTESTED", "from", "2026-02-01T00:00:00.000Z");
        rights.complete(restriction, Map.of("outcome", "GRANTED", "restriction", set));
        tenant.admin(
                "/v1/mandates",
                Map.of(
                        "processor",
                        "vendor-dpo",
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

        // When
        List<Response> answers = List.of(
                rights.complete(erasure, Map.of("outcome", "REFUSED")),
                rights.complete(erasure, Map.of("outcome", "GRANTED")),
                rights.post("/v1/rights-requests/" + restriction + "/lift-restriction", Map.of()));

        // Then
        assertThat(answers).allSatisfy(answer -> assertThat(
                        answer.statusCode() + answer.jsonPath().getString("code"))
                .isEqualTo("403MANDATE_OUT_OF_SCOPE"));
        assertThat(state().getString("rightsRequests[0].completedAt")).isNull();
        assertThat(state().getString("restrictions[0].until")).isNull();
    }

    @Test
    void isAPersonsAlone_whenARecipientNamesAnOrganisation() {
        // When
        Response answer = rights.post(
                "/v1/rights-requests",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(Map.of("type", "BUSINESS_ID", "value", "1234567-1")),
                        "kind",
                        "ERASURE",
                        "receivedAt",
                        "2026-01-31T10:00:00.000Z",
                        "identity",
                        "VERIFIED"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("errors[0].reason")).isEqualTo("NOT_A_PERSON");
    }

    @Test
    void isNotFound_whenItIsAnotherControllersOrNobodys() {
        // Given
        String id = rights.received("ACCESS", mail);
        Rights other = new Rights(Tenant.named());

        // When
        Response strange = other.complete(id, Map.of("outcome", "GRANTED"));

        // Then
        assertThat(strange.statusCode()).isEqualTo(404);
    }

    private JsonPath state() {
        return JsonPath.from(Stored.texts(tenant, "SELECT state::text FROM subject WHERE tenant = ?")
                .get(0));
    }
}
