// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.LupaJacksonModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of identifier-vectors.ndjson; their keys were computed by another program (src/test/vectors). */
class IdentifierVectorsTest {

    private static final UUID DOMAIN = UUID.fromString("018f2f3a-1111-7000-8000-0000000000aa");
    private static final ObjectMapper JSON = LupaJacksonModule.strict(new ObjectMapper());
    private static final IdentifierKeys KEYS = IdentifierKeys.parse("{\"current\":1,\"live\":[1],\"masters\":{\"1\":\""
            + Base64.getEncoder().encodeToString(master()) + "\"}}");

    static List<Row> rows() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(IdentifierVectorsTest.class.getResourceAsStream("/identifier-vectors.ndjson")),
                StandardCharsets.UTF_8))) {
            List<String> all = lines.lines().toList();
            return IntStream.range(0, all.size())
                    .mapToObj(i -> Row.read(i + 1, all.get(i)))
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void givesWhatTheRowSays_whenNormalised(Row row) throws IOException {
        // When
        Normalised normalised = Normalisation.normalise(row.raw(), "FI");
        // Then
        String seen = normalised.fold(
                identifier -> identifier.profile() + "|" + identifier.value(), refused -> "refused|" + refused);
        assertThat(seen).isEqualTo(row.expected());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void hasTheKeyAndStaysTheSame_whenAccepted(Row row) throws IOException {
        // Given
        Normalised first = Normalisation.normalise(row.raw(), "FI");
        // When
        String key = first.fold(
                identifier -> HexFormat.of()
                        .formatHex(KEYS.current(DOMAIN, identifier).bytes()),
                refused -> "");
        // Then
        assertThat(key).isEqualTo(row.json().path("key").asText(""));
    }

    @Test
    void hasEnoughOfEveryType() throws IOException {
        // When
        List<Row> rows = rows();
        // Then
        assertThat(rows).hasSizeGreaterThan(200);
        assertThat(rows).extracting(Row::type).contains(IdentifierType.values());
        assertThat(rows).extracting(Row::toString).doesNotHaveDuplicates();
    }

    private static byte[] master() {
        byte[] master = new byte[32];
        for (int i = 0; i < master.length; i++) {
            master[i] = (byte) i;
        }
        return master;
    }

    record Row(int line, JsonNode json) {

        static Row read(int line, String text) {
            try {
                return new Row(line, JSON.readTree(text));
            } catch (IOException e) {
                throw new IllegalStateException("line " + line, e);
            }
        }

        IdentifierType type() {
            return IdentifierType.valueOf(json.path("type").asText());
        }

        RawIdentifier raw() throws IOException {
            @Nullable
            String region =
                    json.path("region").isTextual() ? json.path("region").asText() : null;
            JsonNode value = json.path("raw");
            return value.isObject()
                    ? RawIdentifier.of(JSON.treeToValue(value, PostalAddress.class), region)
                    : new RawIdentifier(type(), value.asText(), region);
        }

        String expected() {
            return json.has("refusal")
                    ? "refused|" + json.path("refusal").asText()
                    : json.path("profile").asText() + "|"
                            + json.path("normalised").asText();
        }

        @Override
        public String toString() {
            return "line " + line;
        }
    }
}
