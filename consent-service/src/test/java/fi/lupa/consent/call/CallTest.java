// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CallTest {

    private static final String PERMITTED = """
            SELECT c ->> 'purpose' FROM subject s, jsonb_array_elements(s.state -> 'choices') c
            WHERE s.tenant = ? AND c -> 'permission' IS NOT NULL AND c -> 'permission' <> 'null' ORDER BY 1""";
    private static final String OBJECTED = """
            SELECT o ->> 'scope' FROM subject s, jsonb_array_elements(s.state -> 'objections') o
            WHERE s.tenant = ? AND o ->> 'liftedAt' IS NULL ORDER BY 1""";

    private final Tenant tenant = Tenant.named();
    private final Agent agent = new Agent(tenant);

    @BeforeEach
    void fill() {
        agent.fill();
    }

    @Test
    void isRefusedAndStoresNothing_untilThePersonWasToldThatAMachineSpeaks() {
        // Given
        Map<String, Object> silent = Agent.call();
        silent.remove("aiDisclosedAt");

        // When
        Response refused = tenant.post("/v1/calls", silent);

        // Then
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("errors[0].reason")).isEqualTo("DISCLOSE_AI");
        assertThat(Stored.counts(tenant)).containsEntry("subject", 0).containsEntry("journal", 0);
    }

    @Test
    void recordsWhatWasSaid_withTheRecordingAsSealedProof() {
        // Given
        String call = agent.started();

        // When
        Response said = agent.says(call, "GIVEN", "product-updates", "SMS");
        Map<String, Object> unproven = Agent.said("GIVEN", "call-ai-training");
        unproven.remove("recording");
        Response refused = tenant.post("/v1/calls/" + call + "/choices", unproven);
        Map<String, Object> no = Agent.said("REFUSED", "call-ai-training");
        no.remove("recording");
        Response heeded = tenant.post("/v1/calls/" + call + "/choices", no);

        // Then
        assertThat(said.statusCode()).as(said.asString()).isEqualTo(201);
        assertThat(Stored.texts(tenant, PERMITTED)).containsExactly("product-updates");
        assertThat(Stored.facts(tenant)).anyMatch(fact -> fact.contains("\"RECORDED_CALL\""));
        assertThat(refused.jsonPath().getString("code")).isEqualTo("CAPTURE_INCOMPLETE");
        assertThat(heeded.statusCode()).as(heeded.asString()).isEqualTo(201);
        assertThat(Stored.found("aani-2026-17", Agent.PHONE)).isEmpty();
    }

    @Test
    void stopsAtOnce_andTellsWhoListensUntilTheyHaveAcknowledged() {
        // Given
        String call = agent.started();
        agent.says(call, "GIVEN", "call-ai-training");

        // When
        Response stopped = agent.stops(call, Map.of("words", "Lopettakaa heti"));

        // Then
        assertThat(stopped.statusCode()).as(stopped.asString()).isEqualTo(200);
        assertThat(Stored.texts(tenant, OBJECTED)).contains("ALL_MARKETING", "SURVEYS");
        assertThat(Stored.texts(tenant, PERMITTED)).isEmpty();
        assertThat(agent.told("recorder-tool")).contains("CALL_STOPPED");
        assertThat(agent.told("pipeline-tool")).contains("CALL_STOPPED");
        assertThat(Stored.found("Lopettakaa heti")).isEmpty();

        // When
        Response seen = tenant.get("/v1/calls/" + call);
        String notice = seen.jsonPath().getString("stops.find { it.key == 'pipeline' }.id");
        Tenant.request(agent.listener("pipeline-tool")).post("/v1/recipient-notices/" + notice + "/acknowledge");

        // Then
        assertThat(agent.told("pipeline-tool")).doesNotContain("CALL_STOPPED");
        Await.until(() -> overdue().contains("recorder"));
        assertThat(overdue()).doesNotContain("pipeline");
    }

    @Test
    void tellsWhoListensOfEachStop_alsoWhenThePersonHadSaidTheSameBefore() {
        // Given
        agent.stops(agent.started(), Map.of("heard", "NO_AI"));
        String second = agent.started();

        // When
        agent.stops(second, Map.of("heard", "NO_AI"));

        // Then
        assertThat(tenant.get("/v1/calls/" + second).jsonPath().getList("stops.key"))
                .containsExactlyInAnyOrder("recorder", "pipeline");
        assertThat(Stored.texts(tenant, OBJECTED)).doesNotContain("ALL_MARKETING");
    }

    @Test
    void givesNoYesAfterAStop_alsoWhenItIsPostedAgain() {
        // Given
        String call = agent.started();
        Map<String, Object> yes = Agent.said("GIVEN", "product-updates", "SMS");
        agent.stops(call, Map.of());

        // When
        Response late = tenant.post("/v1/calls/" + call + "/choices", yes);
        Response later = agent.says(call, "GIVEN", "product-updates", "SMS");
        Response no = agent.says(call, "REFUSED", "product-updates");

        // Then
        assertThat(late.jsonPath().getString("errors[0].reason")).isEqualTo("STOPPED_IN_THIS_CALL");
        assertThat(later.statusCode()).isEqualTo(422);
        assertThat(no.statusCode()).as(no.asString()).isEqualTo(201);
        assertThat(Stored.texts(tenant, PERMITTED)).isEmpty();
    }

    @Test
    void leavesTheNoStanding_whenYesesComeBesideTheStop() {
        // Given
        String call = agent.started();
        List<CompletableFuture<Response>> race = new ArrayList<>();

        // When
        for (int i = 0; i < 6; i++) {
            race.add(CompletableFuture.supplyAsync(() -> agent.says(call, "GIVEN", "call-ai-training")));
            if (i == 2) {
                race.add(CompletableFuture.supplyAsync(() -> agent.stops(call, Map.of())));
            }
        }
        race.forEach(CompletableFuture::join);

        // Then
        assertThat(Stored.texts(tenant, PERMITTED)).isEmpty();
        assertThat(Stored.texts(tenant, OBJECTED)).contains("ALL_MARKETING", "SURVEYS");
    }

    @Test
    void isNobodyElses_andGoneWithThePerson() {
        // Given
        String call = agent.started();
        Tenant other = Tenant.named();
        other.fill();

        // When
        Response foreign = other.get("/v1/calls/" + call);
        Response ended = tenant.post(
                "/v1/calls/" + call + "/end",
                Map.of("at", Agent.said("REFUSED", "profiling").get("at")));
        agent.erase();

        // Then
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(ended.jsonPath().getString("endedAt")).as(ended.asString()).isNotBlank();
        assertThat(tenant.get("/v1/calls/" + call).statusCode()).isEqualTo(404);
    }

    private List<String> overdue() {
        return agent.officer("/v1/recipient-notices/overdue?controller=kysely")
                .jsonPath()
                .getList("items.findAll { it.about == 'CALL_STOPPED' }.recipient.key");
    }
}
