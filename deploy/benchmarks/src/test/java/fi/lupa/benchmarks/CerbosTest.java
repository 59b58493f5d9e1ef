// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class CerbosTest {

    @Test
    void asksAboutAllOfABatch_ofWhomEveryThirdHasWithdrawn() throws JsonProcessingException {
        // When
        JsonNode question = new ObjectMapper().readTree(Cerbos.json(50, 50));

        // Then
        assertThat(question.path("resources")).hasSize(50);
        assertThat(question.at("/resources/0/resource/id").asText()).isEqualTo("p50");
        assertThat(question.at("/resources/0/resource/attr/choices/0/state").asText())
                .isEqualTo("GIVEN");
        assertThat(question.at("/resources/1/resource/attr/choices/0/state").asText())
                .isEqualTo("WITHDRAWN");
    }

    @Test
    void readsWhatIsSaidOfEach_inTheOrderOfTheQuestion() {
        // Given
        String answer = "{\"results\":[{\"resource\":{\"id\":\"p1\"},\"actions\":{\"contact\":\"EFFECT_ALLOW\"}},"
                + "{\"resource\":{\"id\":\"p3\"},\"actions\":{\"contact\":\"EFFECT_DENY\"}}]}";

        // Then
        assertThat(Cerbos.effects(answer)).containsExactly("ALLOW", "DENY");
    }
}
