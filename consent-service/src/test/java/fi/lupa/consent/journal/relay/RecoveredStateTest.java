// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** A restored database has back what was erased or merged after the backup. */
class RecoveredStateTest {

    private static final String NOW = "2026-11-22T05:00:00.000Z";
    private static final String OURS = """
            {"tenant":"t","domain":"d","subject":"sub_x","status":"LIVE","mergedInto":null,"revision":3,
             "choices":[{"controller":"kysely","purpose":"newsletter","channel":"EMAIL","identifier":1,
               "permission":{"recordId":"r1"},"prohibition":null,"pending":null,"undemonstrable":null,"askedAt":null}],
             "objections":[],"contacts":[],"relationships":[{"controller":"verkko","type":"CUSTOMER"}],
             "restrictions":[],"rightsRequests":[]}""";

    @Test
    void permitsNothingAndStopsContact_whenTheTopicKnowsTheSubjectAsErased() throws JsonProcessingException {
        // When
        RecoveredState recovered = merge("ERASED");

        // Then
        assertThat(recovered.state().path("choices").path(0).path("permission").isNull())
                .isTrue();
        JsonNode requests = recovered.state().path("rightsRequests");
        assertThat(requests.findValuesAsText("controller")).containsExactly("kysely", "verkko");
        assertThat(requests.findValuesAsText("kind")).containsOnly("ERASURE");
        assertThat(requests.path(0).path("completedAt").isNull()).isTrue();
    }

    @Test
    void permitsNothingAndStopsContact_whenTheTopicKnowsTheSubjectAsMerged() throws JsonProcessingException {
        // When
        RecoveredState recovered = merge("MERGED");

        // Then
        assertThat(recovered.state().path("choices").path(0).path("permission").isNull())
                .isTrue();
        assertThat(recovered.state().path("rightsRequests").findValuesAsText("kind"))
                .containsOnly("OBJECTION_REVIEW");
    }

    @Test
    void leavesWhatStands_whenTheTopicKnowsTheSubjectAsLive() throws JsonProcessingException {
        // When
        RecoveredState recovered = merge("LIVE");

        // Then
        assertThat(recovered.state().path("choices").path(0).path("permission").isObject())
                .isTrue();
        assertThat(recovered.state().path("rightsRequests")).isEmpty();
    }

    @Test
    void endsThePermission_whenTheTopicHasItEndedBesideTheSameProhibition() throws JsonProcessingException {
        // Given
        String prohibition = "\"prohibition\":{\"recordId\":\"n1\",\"at\":\"2026-11-20T10:00:00.000Z\"}";
        ObjectNode ours = read(OURS.replace("\"prohibition\":null", prohibition));
        ObjectNode ended = ours.deepCopy();
        ((ObjectNode) ended.path("choices").path(0)).putNull("permission");

        // When
        RecoveredState recovered = RecoveredState.merge(ours, ended, NOW);
        RecoveredState same = RecoveredState.merge(ours, ours.deepCopy(), NOW);

        // Then
        JsonNode cell = recovered.state().path("choices").path(0);
        assertThat(cell.path("permission").isNull()).isTrue();
        assertThat(cell.path("prohibition").path("recordId").asText()).isEqualTo("n1");
        assertThat(recovered.prohibitions()).hasSize(1);
        assertThat(same.prohibitions()).isEmpty();
    }

    @Test
    void takesUpAnObjectionThatWasSaidAgain_andLiftsItForNobody() throws JsonProcessingException {
        // Given
        String objection =
                "{\"id\":\"o1\",\"controller\":\"kysely\",\"at\":\"%s\",\"recordedAt\":\"%s\",\"liftedAt\":null}";
        String early = "2026-11-20T10:00:00.000Z";
        String late = "2026-11-21T10:00:00.000Z";
        ObjectNode ours = read(OURS.replace("{\"recordId\":\"r1\"}", "{\"recordId\":\"r1\",\"lifts\":[\"o1\"]}")
                .replace("\"objections\":[]", "\"objections\":[" + objection.formatted(early, early) + "]"));
        ObjectNode topic =
                read(OURS.replace("\"objections\":[]", "\"objections\":[" + objection.formatted(late, late) + "]"));

        // When
        RecoveredState recovered = RecoveredState.merge(ours, topic, NOW);

        // Then
        assertThat(recovered.state().path("objections")).hasSize(1);
        assertThat(recovered.state().path("objections").path(0).path("at").asText())
                .isEqualTo(late);
        assertThat(recovered.state().path("choices").path(0).path("permission").path("lifts"))
                .isEmpty();
        assertThat(RecoveredState.merge(ours, ours.deepCopy(), NOW).prohibitions())
                .isEmpty();
    }

    @Test
    void permitsNothing_whenAnotherSubjectHasTakenOverAnIdentifier() throws JsonProcessingException {
        // When
        RecoveredState stopped = RecoveredState.stopped(read(OURS), NOW);
        RecoveredState twice = RecoveredState.stopped(stopped.state(), NOW);

        // Then
        assertThat(stopped.state().path("choices").path(0).path("permission").isNull())
                .isTrue();
        assertThat(stopped.state().path("rightsRequests").findValuesAsText("controller"))
                .containsExactly("kysely", "verkko");
        assertThat(twice.state()).isEqualTo(stopped.state());
    }

    private static ObjectNode read(String json) throws JsonProcessingException {
        return (ObjectNode) new ObjectMapper().readTree(json);
    }

    private static RecoveredState merge(String status) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode topic = (ObjectNode) json.readTree("""
                {"tenant":"t","domain":"d","subject":"sub_x","status":"%s","choices":[],"objections":[]}""".formatted(status));
        return RecoveredState.merge((ObjectNode) json.readTree(OURS), topic, "2026-11-22T05:00:00.000Z");
    }
}
