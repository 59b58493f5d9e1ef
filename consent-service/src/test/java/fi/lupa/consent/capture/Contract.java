// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import fi.lupa.platform.id.LupaJacksonModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The event schemas and golden examples of this service, read from its contract. */
final class Contract {

    static final ObjectMapper JSON = LupaJacksonModule.strict(new ObjectMapper().registerModule(new JavaTimeModule()));

    private static final Path EVENTS =
            Path.of(System.getProperty("lupa.root", ".."), "consent-service/src/main/contract/events");

    private Contract() {}

    static List<ObjectNode> examples(String event) {
        try (Stream<Path> files = Files.list(EVENTS.resolve(event + "/v1/examples"))) {
            return files.sorted().map(file -> (ObjectNode) tree(file)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the schema finds wrong; nothing for an event that keeps to it. */
    static Set<ValidationMessage> findings(String event, JsonNode body) {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(tree(EVENTS.resolve(event + "/v1/schema.json")));
        return schema.validate(body);
    }

    static ObjectNode object(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
