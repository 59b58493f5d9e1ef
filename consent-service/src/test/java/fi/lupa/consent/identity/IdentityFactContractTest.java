// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the facts of this feature say, against schema and golden examples. */
class IdentityFactContractTest {

    private static final Path FACT = Path.of("src/main/contract/events/fact/v1");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @EnumSource(IdentityFactKind.class)
    void writesTheGoldenPart_withTheRealSerialisation(IdentityFactKind kind) throws IOException {
        // Given
        JsonNode golden = JSON.readTree(
                FACT.resolve("examples/" + kind.wireName() + ".json").toFile());
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(FACT.resolve("schema.json").toFile()));

        // When
        JsonNode written = JSON.valueToTree(JSON.treeToValue(golden.path(kind.part()), IdentityFactKind.Part.class));

        // Then
        assertThat(written).isEqualTo(golden.path(kind.part()));
        assertThat(schema.validate(golden)).isEmpty();
    }
}
