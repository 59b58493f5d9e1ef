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

    private static RecoveredState merge(String status) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode topic = (ObjectNode) json.readTree("""
                {"tenant":"t","domain":"d","subject":"sub_x","status":"%s","choices":[],"objections":[]}""".formatted(status));
        return RecoveredState.merge((ObjectNode) json.readTree(OURS), topic, "2026-11-22T05:00:00.000Z");
    }
}
