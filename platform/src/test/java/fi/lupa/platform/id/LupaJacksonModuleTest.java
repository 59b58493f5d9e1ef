// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LupaJacksonModuleTest {

    private final ObjectMapper json = LupaJacksonModule.strict(new ObjectMapper());

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T09:15:31.020Z, 2026-11-21T09:15:31.020Z",
        "2026-11-21T09:15:31Z, 2026-11-21T09:15:31.000Z",
        "2026-11-21t09:15:31.1z, 2026-11-21T09:15:31.100Z",
        "2026-11-21T11:15:31.020999+02:00, 2026-11-21T09:15:31.020Z",
        "2026-11-21T00:15:31-17:59, 2026-11-21T18:14:31.000Z",
        "2024-02-29T00:00:00.999999999Z, 2024-02-29T00:00:00.999Z",
    })
    void readsAnyOffsetAndWritesThreeDecimals_whenTimeIsRfc3339(String read, String written) throws Exception {
        // When
        Instant instant = json.readValue("\"" + read + "\"", Instant.class);
        // Then
        assertThat(json.writeValueAsString(instant)).isEqualTo("\"" + written + "\"");
        assertThat(Timestamps.format(instant)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-11-21\"",
                "\"2026-11-21T09:15:31\"",
                "\"2026-02-30T09:15:31Z\"",
                "\"2026-11-21 09:15:31Z\"",
                "\"2026-11-21T24:00:01Z\"",
                "\"2026-11-21T09:15Z\"",
                "\"2026-11-21T09:15:31+0200\"",
                "\"\"",
                "1700000000",
                "true",
                "[]",
                "\"+12026-11-21T09:15:31Z\"",
                "\"0000-01-01T00:00:00Z\"",
                "\"2026-11-21T09:15:31.Z\""
            })
    void refuses_whenTimeIsNot(String text) {
        assertThatThrownBy(() -> json.readValue(text, Instant.class)).isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"number\":\"1\"}",
                "{\"number\":1.5}",
                "{\"number\":true}",
                "{\"number\":null}",
                "{\"number\":\"\"}",
                "{\"text\":1}",
                "{\"text\":1.5}",
                "{\"text\":true}",
                "{\"text\":{}}",
                "{\"texts\":\"a\"}",
                "{\"flag\":\"true\"}",
                "{\"flag\":1}",
                "{\"colour\":\"GREEN\"}",
                "{\"colour\":\"red\"}",
                "{\"colour\":0}",
                "{\"colour\":\"\"}",
                "{\"other\":1}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"text\":\"a\"} x",
                "{\"text\":\"a\"}{}",
                "{",
                "[]",
                "\"\"",
                "{\"texts\":[1]}"
            })
    void refuses_whenItWouldHaveToGuess(String text) {
        assertThatThrownBy(() -> json.readValue(text, Shape.class)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void reads_whenEverythingFits() throws Exception {
        // When
        Shape shape = json.readValue(
                "{\"number\":1,\"text\":\"1\",\"texts\":[\"a\"],\"flag\":true,\"colour\":\"RED\"}", Shape.class);
        // Then
        assertThat(shape).isEqualTo(new Shape(1, "1", List.of("a"), true, Colour.RED));
    }

    @Test
    void refuses_whenATreeHasAMemberTwice() {
        assertThatThrownBy(() -> json.readValue("{\"a\":1,\"a\":2}", JsonNode.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    enum Colour {
        RED
    }

    record Shape(
            int number,
            @Nullable String text,
            @Nullable List<String> texts,
            boolean flag,
            @Nullable Colour colour) {}
}
