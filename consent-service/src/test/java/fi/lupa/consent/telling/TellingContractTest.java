// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import fi.lupa.platform.id.LupaJacksonModule;
import fi.lupa.platform.id.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What this feature publishes, against schemas and golden examples. */
class TellingContractTest {

    private static final Path EVENTS = Path.of("src/main/contract/events");
    private static final ObjectMapper JSON =
            LupaJacksonModule.strict(new ObjectMapper().registerModule(new JavaTimeModule()));

    @Test
    void writesTheGoldenPartOfTheFact() throws IOException {
        // Given
        JsonNode golden = read("fact/v1/examples/disclosure.recorded.json");

        // When
        JsonNode written = JSON.valueToTree(JSON.treeToValue(golden.path("disclosure"), DisclosurePart.class));

        // Then
        assertThat(written).isEqualTo(golden.path("disclosure"));
        assertThat(schema("fact").validate(golden)).isEmpty();
    }

    @Test
    void writesTheGoldenNotices() throws IOException {
        // Given
        ObjectNode told = (ObjectNode) read("recipient-notice/v1/examples/told.json");
        ObjectNode acknowledged = (ObjectNode) read("recipient-notice/v1/examples/acknowledged.json");
        Notice notice = new Notice(
                id(told, "notice"),
                id(told, "cause"),
                About.ERASURE,
                "verkko",
                new DisclosedTo(RecipientKind.PARTNER, "partner-x"),
                null,
                List.of(UUID.fromString(told.at("/disclosures/0").textValue())),
                null,
                at(told, "recordedAt"),
                at(told, "dueAt"),
                null);
        told.remove(List.of("epoch", "xid"));
        acknowledged.remove(List.of("epoch", "xid"));

        // When
        ObjectNode writtenFirst = OpenNotices.told(place(told), notice);
        ObjectNode writtenThen = OpenNotices.head(place(acknowledged), id(acknowledged, "id"), "acknowledged", notice);

        // Then
        assertThat(writtenFirst).isEqualTo(told);
        assertThat(writtenThen).isEqualTo(acknowledged);
    }

    private static OpenNotices.Place place(JsonNode event) {
        return new OpenNotices.Place(new TenantId(id(event, "tenant")), 1, at(event, "recordedAt"));
    }

    private static UUID id(JsonNode node, String member) {
        return UUID.fromString(node.path(member).textValue());
    }

    private static Instant at(JsonNode node, String member) {
        return Instant.parse(node.path(member).textValue());
    }

    private static JsonNode read(String file) throws IOException {
        return JSON.readTree(EVENTS.resolve(file).toFile());
    }

    private static JsonSchema schema(String event) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(read(event + "/v1/schema.json"));
    }
}
