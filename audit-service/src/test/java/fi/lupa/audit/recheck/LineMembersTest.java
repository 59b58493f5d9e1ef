// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.Timestamps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick reader of lines is sure only of what a JSON parser says too. */
class LineMembersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES =
            List.of("id", "kind", "sub", "ctl", "purp", "at", "rec", "log", "n", "cn");
    private static final String LINE =
            "{\"_sd\":[\"a\",\"b]\"],\"at\":\"2026-01-31T23:59:59.999Z\",\"cn\":7,\"ctl\":\"kysely\",\"fact\":{\"id\":\"x\",\"q\":\"\\\"}\",\"n\":[1,{}]},"
                    + "\"id\":\"0190\",\"kind\":\"consent.given\",\"log\":\"l\",\"n\":120,\"prev\":\"L:1\",\"rec\":\"r\",\"sub\":\"someone\",\"v\":1}";

    @Test
    void findsWhatAParserFinds_whenALineIsInItsForm() throws IOException {
        // Given
        LineMembers members = new LineMembers();
        byte[] line = LINE.getBytes(StandardCharsets.UTF_8);

        // When
        boolean sure = members.read(line, 0, line.length);

        // Then
        assertThat(sure).isTrue();
        assertSame(members, line);
        assertThat(members.has(LineMembers.PURPOSE)).isFalse();
    }

    @Test
    void isSureOnlyOfWhatAParserSays_whateverIsChangedInALine() throws IOException {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        LineMembers members = new LineMembers();
        byte[] alphabet = "{}[]\",:\\0n1idsubctl ".getBytes(StandardCharsets.US_ASCII);
        int sure = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] line = LINE.getBytes(StandardCharsets.UTF_8);
            line[random.nextInt(line.length)] = alphabet[random.nextInt(alphabet.length)];

            // When
            boolean read = members.read(line, 0, line.length);

            // Then
            if (read && isJson(line)) {
                sure++;
                assertSame(members, line);
            }
        }
        assertThat(sure).as("seed %d", seed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"id\":\"a\",\"id\":\"b\"}",
                "{\"id\":\"\\u0061\"}",
                "{\"i\\u0064\":\"a\"}",
                "{\"n\":\"1\"}",
                "{\"n\":1.5}",
                "{\"n\":-1}",
                "{\"kind\":5}",
                "{\"id\":\"a\"} ",
                "{\"id\":\"a\"",
                "{\"id\":\"a\",}",
                "{\"n\":12345678901234567890}"
            })
    void isNotSure_whenALineIsInAnotherForm(String text) {
        // Given
        byte[] line = text.getBytes(StandardCharsets.UTF_8);

        // When
        boolean sure = new LineMembers().read(line, 0, line.length);

        // Then
        assertThat(sure).isFalse();
    }

    @Test
    void readsTheTimeThatIsWritten_andNoneThatIsNot() {
        // Given
        LineTimes times = new LineTimes();
        Instant epoch = Instant.parse("2000-01-01T00:00:00Z");
        Random random = new Random(1);

        for (int i = 0; i < 1_000; i++) {
            Instant time = epoch.plus(Duration.ofMillis(random.nextLong(4_000_000_000_000L)));

            // When
            long micros = times.micros(Timestamps.format(time).getBytes(StandardCharsets.US_ASCII), 0);

            // Then
            assertThat(micros).isEqualTo(Duration.between(epoch, time).toNanos() / 1000);
        }
        for (String none :
                List.of("2026-02-30T00:00:00.000Z", "2026-02-03T24:00:00.000Z", "2026-02-03 00:00:00.000Z")) {
            assertThat(times.micros(none.getBytes(StandardCharsets.US_ASCII), 0))
                    .isEqualTo(LineTimes.NONE);
        }
    }

    private static boolean isJson(byte[] line) {
        try {
            return JSON.readTree(line).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    private static void assertSame(LineMembers members, byte[] line) throws IOException {
        JsonNode leaf = JSON.readTree(line);
        for (int member = 0; member < NAMES.size(); member++) {
            JsonNode expected = leaf.path(NAMES.get(member));
            String found = members.has(member)
                    ? new String(line, members.start(member), members.length(member), StandardCharsets.UTF_8)
                    : "";
            assertThat(found).isEqualTo(expected.asText(""));
            assertThat(members.has(member)).isEqualTo(!expected.isMissingNode());
        }
    }
}
