// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredStateTest {

    private static final String TENANT = "018f2f3a-1111-4000-8000-0000000000aa";
    private static final String RECORD = "0193b2a0-0000-7000-8000-000000000001";
    private static final Instant RECORDED = Instant.parse("2026-11-22T20:00:00.250Z");
    private static final String JSON = """
            {"tenant":"%s","subject":"sub_01ARZ3NDEKTSV4RRFFQ69G5FAV","recordedAt":"2026-11-22T20:00:00.250Z",\
            "choices":[{"purpose":"newsletter","permission":{"recordId":"%s","at":"2026-11-22T19:59:59.000Z"}}],"last":"%s"}\
            """.formatted(TENANT, RECORD, RECORD);

    private final StoredState state = new StoredState(JSON, RECORDED, Set.of(TENANT));

    @Test
    void makesSomebodyElseOfIt_withIdsOfTheirOwnAndAllTimesEquallyLongBefore() throws JsonProcessingException {
        // Given
        StoredState.Person person = state.person(7);

        // When
        JsonNode made = new ObjectMapper().readTree(state.json(person));

        // Then
        assertThat(made.path("tenant").asText()).isEqualTo(TENANT);
        assertThat(made.at("/choices/0/purpose").asText()).isEqualTo("newsletter");
        assertThat(made.path("subject").asText())
                .isEqualTo(person.subject())
                .isNotEqualTo("sub_01ARZ3NDEKTSV4RRFFQ69G5FAV");
        assertThat(made.at("/choices/0/permission/recordId").asText())
                .isEqualTo(made.path("last").asText())
                .isNotEqualTo(RECORD);
        Instant recorded = Instant.parse(made.path("recordedAt").asText());
        assertThat(recorded).isEqualTo(person.recordedAt()).isBefore(RECORDED);
        assertThat(Duration.between(
                        Instant.parse(made.at("/choices/0/permission/at").asText()), recorded))
                .isEqualTo(Duration.ofMillis(1_250));
    }

    @Test
    void makesTheSamePersonAlike_andEachOtherPersonDifferently() {
        assertThat(state.json(state.person(7))).isEqualTo(state.json(state.person(7)));
        assertThat(state.json(state.person(8))).isNotEqualTo(state.json(state.person(7)));
    }
}
