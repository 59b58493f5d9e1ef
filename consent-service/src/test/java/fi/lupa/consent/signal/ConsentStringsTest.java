// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.section.TcfEuV2;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** The validity rules of TCF 2.2 and 2.3 on strings written bit by bit, so that no library is its own judge. */
class ConsentStringsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final LocalDate RECENT = LocalDate.of(2026, 10, 1);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final long PURPOSE_1 = 1L << 23;
    private static final long ALL = (1L << 24) - 1;

    @Test
    void proves_whenItIsValidAndConsentsToStorage() {
        assertThat(ConsentStrings.provesStorage(core(RECENT, 5, PURPOSE_1) + vendors(), NOW))
                .isTrue();
        assertThat(ConsentStrings.provesStorage(core(RECENT, 4, ALL) + vendors(), NOW))
                .isTrue();
    }

    @Test
    void provesNothing_whenStorageIsNotConsentedTo() {
        assertThat(ConsentStrings.provesStorage(core(RECENT, 5, 0) + vendors(), NOW))
                .isFalse();
        assertThat(ConsentStrings.provesStorage(core(RECENT, 5, ALL & ~PURPOSE_1) + vendors(), NOW))
                .isFalse();
    }

    @Test
    void provesNothing_whenVendorsAreNotDisclosedAfterFebruary2026() {
        LocalDate before = LocalDate.of(2026, 2, 28);
        assertThat(ConsentStrings.provesStorage(core(RECENT, 5, ALL), NOW)).isFalse();
        assertThat(ConsentStrings.provesStorage(core(before, 5, ALL), NOW)).isTrue();
        assertThat(ConsentStrings.provesStorage(core(before.plusDays(1), 5, ALL), NOW))
                .isFalse();
    }

    @Test
    void provesNothing_whenThePolicyIsTooOld() {
        assertThat(ConsentStrings.provesStorage(core(RECENT, 3, ALL) + vendors(), NOW))
                .isFalse();
        LocalDate then = LocalDate.of(2023, 9, 30);
        Instant asked = Instant.parse("2023-12-01T00:00:00Z");
        assertThat(ConsentStrings.provesStorage(core(then, 2, ALL), asked)).isTrue();
        assertThat(ConsentStrings.provesStorage(core(then.plusDays(1), 2, ALL), asked))
                .isFalse();
    }

    @Test
    void provesNothing_whenItIsOlderThan13MonthsOrFromTheFuture() {
        assertThat(ConsentStrings.provesStorage(core(LocalDate.of(2025, 10, 22), 5, ALL), NOW))
                .isFalse();
        assertThat(ConsentStrings.provesStorage(core(LocalDate.of(2026, 11, 24), 5, ALL) + vendors(), NOW))
                .isFalse();
    }

    @Test
    void provesNothing_whenItIsNotOne() {
        for (String garbage : new String[] {"", ".", "garbage", "C", "....", "%%%", "CO", "1---"}) {
            assertThat(ConsentStrings.provesStorage(garbage, NOW)).as(garbage).isFalse();
            assertThat(ConsentStrings.tcStringOf(garbage)).as(garbage).isEmpty();
        }
    }

    @Test
    void findsTheTcStringInsideGpp() {
        // Given
        String inside = core(RECENT, 5, ALL) + vendors();
        GppModel gpp = new GppModel();
        gpp.decodeSection(TcfEuV2.ID, inside);

        // When
        String found = ConsentStrings.tcStringOf(gpp.encode()).orElseThrow();

        // Then
        assertThat(ConsentStrings.provesStorage(found, NOW)).isTrue();
    }

    /** The core segment of version 2 as the specification orders its bits. */
    private static String core(LocalDate made, int policy, long purposes) {
        long deciseconds = made.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() / 100;
        StringBuilder bits = new StringBuilder();
        LongFunction<String> none = width -> "0".repeat((int) width);
        bits.append(bits(2, 6)).append(bits(deciseconds, 36)).append(bits(deciseconds, 36));
        bits.append(bits(1, 12)).append(bits(1, 12)).append(bits(1, 6));
        bits.append(bits('F' - 'A', 6))
                .append(bits('I' - 'A', 6))
                .append(bits(1, 12))
                .append(bits(policy, 6));
        bits.append(none.apply(2))
                .append(none.apply(12))
                .append(bits(purposes, 24))
                .append(none.apply(24));
        bits.append(none.apply(1)).append(bits('F' - 'A', 6)).append(bits('I' - 'A', 6));
        bits.append(none.apply(17)).append(none.apply(17)).append(none.apply(12));
        return text(bits);
    }

    private static String vendors() {
        return "."
                + text(new StringBuilder(bits(1, 3))
                        .append(bits(3, 16))
                        .append("0")
                        .append("101"));
    }

    private static String bits(long value, int width) {
        String binary = Long.toBinaryString(value);
        return "0".repeat(width - binary.length()) + binary;
    }

    private static String text(StringBuilder bits) {
        while (bits.length() % 24 != 0) {
            bits.append('0');
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bits.length(); i += 6) {
            text.append(ALPHABET.charAt(Integer.parseInt(bits.substring(i, i + 6), 2)));
        }
        return text.toString();
    }
}
