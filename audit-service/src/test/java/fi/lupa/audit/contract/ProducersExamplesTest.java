// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.leaf.IncomingRecord;
import fi.lupa.audit.leaf.Reading;
import fi.lupa.audit.leaf.RecordReader;
import fi.lupa.audit.leaf.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads every golden fact of consent-service's contract as this service does. Without the files there is nothing to read. */
class ProducersExamplesTest {

    private static final Path EVENTS = Path.of("../consent-service/src/main/contract/events");

    private static final Path DECISIONS = Path.of("../preference-service/src/main/contract/events");

    private final ObjectMapper json = new ObjectMapper();
    private final RecordReader reader = new RecordReader(new Random(1));

    @Test
    void becomesAnEntry_whenAFactIsAnExampleOfTheContract() throws IOException {
        for (ObjectNode fact : facts()) {
            assertThat(read(fact))
                    .as("%s", fact.path("kind"))
                    .isInstanceOfSatisfying(Reading.Accepted.class, accepted -> {
                        assertThat(accepted.event().kind())
                                .isEqualTo(fact.path("kind").asText());
                        assertThat(accepted.event().about().subject())
                                .isEqualTo(fact.path("subject").asText());
                        assertThat(accepted.event().digests()).isNotEmpty();
                    });
        }
    }

    @Test
    void becomesAnEntry_whenAnExampleHasAnUnknownMemberAndAnUnknownKind() throws IOException {
        for (ObjectNode fact : facts()) {
            fact.put("kind", "something.new").put("novelty", "kept");
            assertThat(read(fact)).isInstanceOfSatisfying(Reading.Accepted.class, accepted -> assertThat(
                            accepted.event().details().path("novelty").asText())
                    .isEqualTo("kept"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "decision-minute/v1/examples/minute.json, decision.minute",
        "audience-check/v1/examples/complete.json, decision.audience-check"
    })
    void becomesAnEntry_whenADecisionEventIsAnExampleOfTheContract(String file, String kind) throws IOException {
        // Given
        byte[] example = Files.readAllBytes(DECISIONS.resolve(file));
        Map<String, String> headers = Map.of(
                "ce_type", "fi.lupa." + kind + ".v1",
                "ce_id", "0193e3c5-0000-7000-8000-000000000000",
                "ce_time", "2026-11-22T09:15:59.871Z");
        Source source = new Source(Feed.DECISIONS.topic("lupa"), 0, 0);

        // When
        Reading reading = reader.read(new IncomingRecord(Feed.DECISIONS, source, "key", headers, example));

        // Then
        assertThat(reading).isInstanceOfSatisfying(Reading.Accepted.class, accepted -> {
            assertThat(accepted.event().kind()).isEqualTo(kind);
            assertThat(accepted.event().about().controller()).isEqualTo("kysely");
            assertThat(accepted.event().about().purpose()).isEqualTo("newsletter");
            assertThat(accepted.event().details().path("client").asText()).isEqualTo("marketing-tool");
        });
    }

    private Reading read(ObjectNode fact) {
        Map<String, String> headers = Map.of(
                "ce_type",
                "fi.lupa." + fact.path("kind").asText() + ".v1",
                "ce_id",
                fact.path("id").asText());
        String key = fact.path("tenant").asText() + ":" + fact.path("subject").asText();
        Source source = new Source(Feed.FACTS.topic("lupa"), 0, 0);
        return reader.read(new IncomingRecord(
                Feed.FACTS, source, key, headers, fact.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private List<ObjectNode> facts() throws IOException {
        assumeThat(EVENTS).isDirectory();
        List<ObjectNode> facts;
        try (Stream<Path> files = Files.walk(EVENTS)) {
            facts = files.filter(file -> file.toString().contains("examples")
                            && file.toString().endsWith(".json"))
                    .map(this::tree)
                    .filter(node -> node.path("kind").asText().contains(".") && node.has("subject"))
                    .map(ObjectNode.class::cast)
                    .toList();
        }
        assumeThat(facts).as("golden facts").isNotEmpty();
        return facts;
    }

    private JsonNode tree(Path file) {
        try {
            return json.readTree(file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
