// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read of a line without the mapper is what the mapper reads of it. */
class PlainRecordTest {

    private static final int LINES = 20_000;
    private static final long SEED = 20_261_123;
    private static final ObjectReader MAPPER = new ObjectMapper()
            .readerFor(RecordLine.Members.class)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<String> MEMBERS = List.of(
            "\"id\":\"x\"",
            "\"at\":\"2026-11-22T10:00:00.000Z\"",
            "\"client\":\"mail\\u00e4r\"",
            "\"client\":\"other\"",
            "\"controller\":null",
            "\"controller\":\"kys\u00e4ly\"",
            "\"purpose\":7",
            "\"addressee\":\"a\"",
            "\"stateRevision\":3",
            "\"hypothetical\":true",
            "\"more\":[1]",
            "\"rulebook\":\"2026.11-3\"");

    @Test
    void saysWhatTheMapperReads_whateverTheLine() {
        // Given
        Random random = new Random(SEED);
        List<String> wrong = new ArrayList<>();
        int plain = 0;

        // When
        for (int i = 0; i < LINES; i++) {
            byte[] line = line(random).getBytes(StandardCharsets.UTF_8);
            RecordLine.Members read = PlainRecord.read(line);
            plain += read == null ? 0 : 1;
            if (read != null && !read.equals(byTheMapper(line))) {
                wrong.add(new String(line, StandardCharsets.UTF_8));
            }
        }

        // Then
        assertThat(wrong).as("lines of seed %d", SEED).isEmpty();
        assertThat(plain).isGreaterThan(LINES / 10);
    }

    private static Object byTheMapper(byte[] line) {
        try {
            return MAPPER.<RecordLine.Members>readValue(line);
        } catch (IOException refused) {
            return refused;
        }
    }

    private static String line(Random random) {
        StringBuilder line = new StringBuilder("{");
        int count = random.nextInt(7);
        for (int i = 0; i < count; i++) {
            line.append(i == 0 ? "" : ",").append(MEMBERS.get(random.nextInt(MEMBERS.size())));
        }
        line.append('}');
        if (random.nextInt(4) == 0) {
            line.deleteCharAt(random.nextInt(line.length()));
        }
        return line.append(random.nextInt(20) == 0 ? "}" : "").toString();
    }
}
