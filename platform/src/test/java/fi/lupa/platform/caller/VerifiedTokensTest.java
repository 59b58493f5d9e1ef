// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private static final VerifiedTokens.Key KEY = VerifiedTokens.key("Default", "a.b.c");

    private Instant now = Instant.parse("2026-11-21T09:15:31.020Z");
    private final InstantSource clock = () -> now;
    private final VerifiedTokens<String> tokens = new VerifiedTokens<>(100, Duration.ofSeconds(60), clock);

    @Test
    void isFound_untilAMinuteHasPassed() {
        // Given
        tokens.remember(KEY, "maija", now.plusSeconds(3600));
        // When, Then
        now = now.plusMillis(59_999);
        assertThat(tokens.find(KEY)).contains("maija");
        now = now.plusMillis(1);
        assertThat(tokens.find(KEY)).isEmpty();
    }

    @Test
    void isFound_untilTheTokenEnds() {
        // Given
        tokens.remember(KEY, "maija", now.plusSeconds(5));
        // When, Then
        now = now.plusMillis(4_999);
        assertThat(tokens.find(KEY)).isPresent();
        now = now.plusMillis(1);
        assertThat(tokens.find(KEY)).isEmpty();
    }

    @Test
    void isNeverFound_whenTheTokenHasEndedAlready() {
        // When
        tokens.remember(KEY, "maija", now);
        // Then
        assertThat(tokens.find(KEY)).isEmpty();
    }

    @Test
    void isNotFound_underAnotherTokenOrIssuerSetting() {
        // When
        tokens.remember(KEY, "maija", now.plusSeconds(3600));
        // Then
        assertThat(tokens.find(VerifiedTokens.key("Default", "a.b.d"))).isEmpty();
        assertThat(tokens.find(VerifiedTokens.key("other", "a.b.c"))).isEmpty();
        assertThat(tokens.find(VerifiedTokens.key("Default", "a.b.c"))).isPresent();
    }

    @Test
    void staysAtMostAMinute_whenConfiguredLonger() {
        // Given
        VerifiedTokens<String> longer = new VerifiedTokens<>(100, Duration.ofHours(1), clock);
        longer.remember(KEY, "maija", now.plusSeconds(7200));
        // When
        now = now.plusSeconds(60);
        // Then
        assertThat(longer.find(KEY)).isEmpty();
    }

    @Test
    void staysBounded_whenManyTokensCome() {
        // When
        IntStream.range(0, 10_000)
                .forEach(i -> tokens.remember(VerifiedTokens.key("Default", "t" + i), "x", now.plusSeconds(3600)));
        // Then
        long kept = IntStream.range(0, 10_000)
                .filter(i -> tokens.find(VerifiedTokens.key("Default", "t" + i)).isPresent())
                .count();
        assertThat(kept).isLessThanOrEqualTo(100);
    }
}
