// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import fi.lupa.consent.permission.domain.Restriction;
import fi.lupa.platform.id.LupaJacksonModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the facts of this feature say, against schema and golden examples. */
class RightsFactContractTest {

    private static final Path FACT = Path.of("src/main/contract/events/fact/v1");
    private static final ObjectMapper JSON =
            LupaJacksonModule.strict(new ObjectMapper().registerModule(new JavaTimeModule()));
    private static final Map<String, Class<?>> PARTS =
            Map.of("rights", RightsPart.class, "restriction", Restriction.class, "erasure", RightsPart.Erasure.class);

    @ParameterizedTest
    @EnumSource(RightsFactKind.class)
    void writesTheGoldenPart_withTheRealSerialisation(RightsFactKind kind) throws IOException {
        // Given
        JsonNode golden = JSON.readTree(
                FACT.resolve("examples/" + kind.wireName() + ".json").toFile());

        // When
        JsonNode written = rewritten(golden.path(kind.part()), kind);

        // Then
        assertThat(written).isEqualTo(golden.path(kind.part()));
        assertThat(golden.path("kind").textValue()).isEqualTo(kind.wireName());
        assertThat(schema().validate(golden)).isEmpty();
    }

    private static JsonNode rewritten(JsonNode part, RightsFactKind kind) throws JsonProcessingException {
        Class<?> type = PARTS.getOrDefault(kind.part(), Object.class);
        return JSON.valueToTree(JSON.treeToValue(part, type));
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(FACT.resolve("schema.json").toFile()));
    }
}
