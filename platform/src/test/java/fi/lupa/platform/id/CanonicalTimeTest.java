// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The quick way says what the formatters of the platform say, from a printed seed. */
class CanonicalTimeTest {

    private static final int TIMES = 20_000;
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final long seed = Long.getLong("lupa.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void isTheFormattersTextAndComesBack_whateverTheInstant() {
        for (int i = 0; i < TIMES; i++) {
            // Given
            Instant instant = Instant.ofEpochSecond(random.nextLong(FIRST, LAST + 1), random.nextInt(1_000_000_000));

            // When
            String text = Timestamps.format(instant);

            // Then
            assertThat(text).as("seed %d", seed).isEqualTo(FORMAT.format(instant));
            assertThat(CanonicalTime.parseOrNull(text)).isEqualTo(instant.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    @Test
    void isWhatTheParserSays_whateverTheDigits() {
        for (int i = 0; i < TIMES; i++) {
            // Given
            String text = "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ"
                    .formatted(
                            random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(9999),
                            random.nextInt(14),
                            random.nextInt(33),
                            random.nextInt(25),
                            random.nextInt(62),
                            random.nextInt(62),
                            random.nextInt(1000));

            // When
            Instant read = CanonicalTime.parseOrNull(text);

            // Then
            assertThat(read).as("seed %d: %s", seed, text).isEqualTo(parsed(text));
        }
    }

    private static @Nullable Instant parsed(String text) {
        try {
            return text.startsWith("0000") ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
