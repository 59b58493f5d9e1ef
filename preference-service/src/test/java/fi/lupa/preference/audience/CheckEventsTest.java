// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import fi.lupa.preference.support.ListClient;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Topic;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** One event tells the log of a whole list, and it names nobody. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class CheckEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CONTRACT = Path.of("src/main/contract/events/audience-check/v1");

    @Test
    void tellsTheLogOnce_ofAWholeList() throws IOException {
        try (World world = World.withFreshness("PT1H")) {
            // Given
            world.publish(world.consented("anna@example.fi"));

            // When
            String id;
            try (ListClient list = ListClient.newsletter(world, ListClient.NDJSON, "")) {
                id = list.send("{\"value\":\"anna@example.fi\"}\n{\"value\":\"b@example.fi\"}\n")
                        .end()
                        .last()
                        .getString("receipt.id");
            }

            // Then
            Until.holds("the event is published", () -> !events(id).isEmpty());
            assertThat(events(id)).hasSize(1);
            String value = Topic.value(events(id).get(0));
            JsonNode event = JSON.readTree(value);
            assertThat(Topic.header(events(id).get(0), "ce_type")).isEqualTo("fi.lupa.decision.audience-check.v1");
            assertThat(schema().validate(event)).isEmpty();
            assertThat(event.at("/receipt/lines").intValue()).isEqualTo(2);
            assertThat(value).doesNotContain("example.fi");
        }
    }

    @Test
    void hasAnExampleInTheContract() throws IOException {
        assertThat(schema().validate(JSON.readTree(Files.readString(CONTRACT.resolve("examples/complete.json")))))
                .isEmpty();
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(CONTRACT.resolve("schema.json")));
    }

    private static List<ConsumerRecord<byte[], byte[]>> events(String id) {
        return Topic.records(PreferenceStack.DECISION_EVENTS).stream()
                .filter(record -> Topic.header(record, "ce_id").equals(id))
                .toList();
    }
}
