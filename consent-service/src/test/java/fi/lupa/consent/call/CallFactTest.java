// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import fi.lupa.platform.id.LupaJacksonModule;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the facts of calls say, against schema and golden examples. */
class CallFactTest {

    private static final Path FACT = Path.of("src/main/contract/events/fact/v1");
    private static final ObjectMapper JSON =
            LupaJacksonModule.strict(new ObjectMapper().registerModule(new JavaTimeModule()));

    @ParameterizedTest
    @ValueSource(strings = {CallFact.STARTED, CallFact.STOPPED, CallFact.ENDED})
    void writesTheGoldenPart_withTheRealSerialisation(String kind) throws IOException {
        // Given
        JsonNode golden =
                JSON.readTree(FACT.resolve("examples/" + kind + ".json").toFile());

        // When
        JsonNode written = JSON.valueToTree(JSON.treeToValue(golden.path(CallFact.MEMBER), CallFact.class));

        // Then
        assertThat(written).isEqualTo(golden.path(CallFact.MEMBER));
        assertThat(golden.path("kind").textValue()).isEqualTo(kind);
        assertThat(schema().validate(golden)).isEmpty();
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(FACT.resolve("schema.json").toFile()));
    }
}
