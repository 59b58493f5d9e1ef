// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.permission.StateHead;
import fi.lupa.consent.permission.StateJson;
import fi.lupa.platform.id.Timestamps;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What this service writes about subjects against the schemas and golden examples of its contract. */
class FactContractTest {

    @Test
    void hasAnExampleOfEachKind() {
        assertThat(captured())
                .extracting(example -> example.path("kind").textValue())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FactKind.values()).map(FactKind::wireName).toList());
    }

    /** Kinds of other features have their own tests. */
    private static List<ObjectNode> captured() {
        List<String> kinds =
                Arrays.stream(FactKind.values()).map(FactKind::wireName).toList();
        return Contract.examples("fact").stream()
                .filter(example -> kinds.contains(example.path("kind").textValue()))
                .toList();
    }

    @Test
    void writesEachGoldenFact_withTheRealSerialisation() throws JsonProcessingException {
        for (ObjectNode golden : captured()) {
            // Given
            ObjectNode payload = golden.deepCopy();
            payload.remove(List.of("epoch", "xid"));

            // When
            FactView fact = Contract.JSON.treeToValue(payload, FactView.class);

            // Then
            assertThat(Contract.object(Contract.JSON.writeValueAsString(fact))).isEqualTo(payload);
            assertThat(Contract.findings("fact", golden)).isEmpty();
        }
    }

    @Test
    void writesTheGoldenState_withTheRealSerialisation() {
        // Given
        List<ObjectNode> examples = Contract.examples("state");
        assertThat(examples).allSatisfy(example -> assertThat(Contract.findings("state", example))
                .isEmpty());
        ObjectNode live = examples.stream()
                .filter(example -> "LIVE".equals(example.path("status").textValue()))
                .findFirst()
                .orElseThrow();
        live.remove(List.of("epoch", "xid", "identifiers"));
        StateJson.Whole whole = StateJson.readWhole(live.toString());
        StateHead head = new StateHead(
                UUID.fromString(live.path("tenant").textValue()),
                UUID.fromString(live.path("domain").textValue()),
                live.path("subject").textValue(),
                Timestamps.parse(live.path("recordedAt").textValue()));

        // When
        String written = StateJson.write(head, whole.state(), whole.standing());

        // Then
        assertThat(Contract.object(written)).isEqualTo(live);
    }

    @Test
    void finds_whenAFactLacksWhatItsKindNeeds() {
        // Given
        ObjectNode broken = Contract.examples("fact").stream()
                .filter(example -> example.has("consent"))
                .findFirst()
                .orElseThrow()
                .deepCopy();
        broken.remove("consent");

        // When, Then
        assertThat(Contract.findings("fact", broken)).isNotEmpty();
    }
}
