// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import fi.lupa.platform.id.LupaJacksonModule;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The fact that somebody was told, against schema and golden example. */
class NoticeChangeContractTest {

    private static final Path FACT = Path.of("src/main/contract/events/fact/v1");
    private static final ObjectMapper JSON = LupaJacksonModule.strict(new ObjectMapper());

    @Test
    void writesTheGoldenPart_withTheRealSerialisation() throws IOException {
        // Given
        JsonNode golden =
                JSON.readTree(FACT.resolve("examples/notice.told.json").toFile());

        // When
        JsonNode written = JSON.valueToTree(JSON.treeToValue(golden.path(ToldPart.MEMBER), ToldPart.class));

        // Then
        assertThat(written).isEqualTo(golden.path(ToldPart.MEMBER));
        assertThat(golden.path("kind").textValue()).isEqualTo(ToldPart.FACT);
        assertThat(schema().validate(golden)).isEmpty();
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(FACT.resolve("schema.json").toFile()));
    }
}
