// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.LupaJacksonModule;
import fi.lupa.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read without the library is what the library reads. */
class PlainLineTest {

    private static final int LINES = 150_000;
    private static final long SEED = 20_261_123;
    private static final List<String> NAMES =
            List.of("\"value\":", "\"value\":", "\"ref\":", "\"region\":", "\"sha256\":", "\"other\":");
    private static final List<String> TEXTS = List.of(
            "\"aino@example.fi\"",
            "\"\"",
            "\"x\"",
            "\"FI\"",
            "\"a b/c'd\"",
            "\"\\u0041\"",
            "\"\u00e4\"",
            "null",
            "1",
            "{}",
            "[]");
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "\"",
            ":",
            ",",
            " ",
            "\\",
            "\t",
            "\u0000",
            "\u007f",
            "\u00e4",
            "true",
            "\"value\":\"a\",",
            "\r",
            "/",
            "x");

    private final JsonLining library = new JsonLining(LupaJacksonModule.strict(new ObjectMapper()));

    @Test
    void saysWhatTheLibraryReads_whateverTheLine() {
        // Given
        Random random = new Random(SEED);
        List<Integer> wrong = new ArrayList<>();
        int plain = 0;

        // When
        for (int i = 0; i < LINES; i++) {
            String line = line(random);
            byte[] bytes = ("##" + line + "\n").getBytes(StandardCharsets.UTF_8);
            Row row = PlainLine.read(bytes, 2, bytes.length - 3);
            plain += row == null ? 0 : 1;
            if (row != null && !row.equals(read(line))) {
                wrong.add(i);
            }
        }

        // Then
        assertThat(wrong).as("numbers of lines of seed %d", SEED).isEmpty();
        assertThat(plain).isGreaterThan(LINES / 100);
    }

    private static String line(Random random) {
        StringBuilder line = new StringBuilder("{");
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            line.append(i == 0 ? "" : ",").append(NAMES.get(random.nextInt(NAMES.size())));
            line.append(TEXTS.get(random.nextInt(TEXTS.size())));
        }
        line.append('}');
        if (random.nextInt(3) == 0) {
            line.insert(random.nextInt(line.length() + 1), PIECES.get(random.nextInt(PIECES.size())));
        }
        return line.toString();
    }

    private @Nullable Row read(String line) {
        try {
            return library.read(line);
        } catch (ProblemException refused) {
            return null;
        }
    }

    @Test
    void readsTheUsualLines_andLeavesTheOthers() {
        assertThat(row("{\"value\":\"aino@example.fi\",\"ref\":\"7\"}")).isNotNull();
        assertThat(row("{\"ref\":\"say 'x' / <y>\",\"sha256\":\"00\",\"region\":\"SE\",\"value\":\"a\"}"))
                .isNotNull();
        assertThat(List.of(
                        "",
                        "{",
                        "{}",
                        "{}}",
                        "[]",
                        "{\"value\"}",
                        "{\"value\":}",
                        "{\"value\":1}",
                        "{\"value\":\"a\",}",
                        "{\"value\":\"a\"}}",
                        "{\"value\":\"a\",\"value\":\"a\"}",
                        "{\"name\":\"a\"}",
                        "{\"value\":\"\\u0041\"}",
                        "{\"value\":\"\u00e4\"}",
                        "{\"value\":\"a\t\"}",
                        "{\"value\":\"a",
                        " {\"value\":\"a\"}"))
                .allMatch(line -> row(line) == null);
    }

    private static @Nullable Row row(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return PlainLine.read(bytes, 0, bytes.length);
    }
}
