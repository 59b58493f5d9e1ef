// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatermarksTest {

    private static final Part STATES_0 = new Part(Feed.STATES, 0);
    private static final Part STATES_1 = new Part(Feed.STATES, 1);
    private static final Part SUPPRESSIONS_0 = new Part(Feed.SUPPRESSIONS, 0);
    private static final Part CATALOGUE_0 = new Part(Feed.CATALOGUE, 0);
    private static final Part CONTACTS_0 = new Part(Feed.CONTACTS, 0);
    private static final Set<Part> PARTS = Set.of(STATES_0, STATES_1, SUPPRESSIONS_0, CATALOGUE_0, CONTACTS_0);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void knowsNoMoment_whenOnePartitionIsSilent() {
        // Given
        Watermarks silent = Watermarks.silent(PARTS);

        // When
        Watermarks heard = silent.heard(
                Map.of(STATES_0, mark(1, 10, NOON), STATES_1, mark(1, 10, NOON), CATALOGUE_0, mark(1, 10, NOON)));

        // Then
        assertThat(silent.asOf()).isEmpty();
        assertThat(heard.asOf()).isEmpty();
    }

    @Test
    void isAsOldAsItsOldestPartition() {
        // When
        Watermarks heard = all(mark(1, 10, NOON)).heard(Map.of(STATES_1, mark(1, 20, NOON.plusSeconds(5))));

        // Then
        assertThat(heard.asOf()).contains(NOON);
    }

    @Test
    void neverGoesBack_whenAnOlderMarkComesWithinAnEpoch() {
        // When
        Watermarks heard = all(mark(1, 10, NOON)).heard(everywhere(mark(1, 9, NOON.minusSeconds(60))));

        // Then
        assertThat(heard.asOf()).contains(NOON);
        assertThat(heard.passed(Feed.STATES, partition -> true, new Position(1, 9)))
                .isTrue();
    }

    @Test
    void goesBack_whenALaterEpochSaysSo() {
        // When
        Watermarks heard = all(mark(1, 500, NOON)).heard(everywhere(mark(2, 10, NOON.minusSeconds(60))));

        // Then
        assertThat(heard.asOf()).contains(NOON.minusSeconds(60));
    }

    @Test
    void saysNothingOfWhatCameAfterTheMoment() {
        // Given
        Watermarks marks = all(mark(1, 10, NOON)).heard(Map.of(STATES_1, mark(1, 10, NOON.plusSeconds(30))));

        // When
        Watermarks clipped = marks.until(NOON.plusSeconds(10));

        // Then
        assertThat(clipped.asOf()).contains(NOON);
        assertThat(marks.until(NOON.plusSeconds(90)).asOf()).contains(NOON);
        assertThat(marks.until(NOON.minusSeconds(1)).asOf()).contains(NOON.minusSeconds(1));
        assertThat(clipped.lowest()).contains(new Position(1, 10));
    }

    @Test
    void knowsItsPartitions_heardOrNot() {
        // Given
        Watermarks marks = all(mark(1, 10, NOON));

        // Then
        assertThat(marks.parts()).isEqualTo(PARTS);
        assertThat(marks.partitions(Feed.STATES)).isEqualTo(2);
        assertThat(marks.partitions(Feed.CATALOGUE)).isEqualTo(1);
        assertThat(marks.unheard().parts()).isEqualTo(PARTS);
        assertThat(marks.unheard().asOf()).isEmpty();
    }

    @Test
    void ignoresAnEarlierEpoch() {
        // When
        Watermarks heard = all(mark(2, 10, NOON)).heard(everywhere(mark(1, 900, NOON.plusSeconds(60))));

        // Then
        assertThat(heard.asOf()).contains(NOON);
    }

    @Test
    void ignoresPartitionsThatAreNotOurs() {
        // When
        Watermarks heard = Watermarks.silent(PARTS).heard(Map.of(new Part(Feed.STATES, 7), mark(1, 10, NOON)));

        // Then
        assertThat(heard.asOf()).isEmpty();
    }

    @Test
    void passesAPosition_onlyWhenTheMarkIsBeyondIt() {
        // Given
        Watermarks heard = all(mark(1, 10, NOON));

        // Then
        assertThat(heard.passed(Feed.STATES, partition -> true, new Position(1, 9)))
                .isTrue();
        assertThat(heard.passed(Feed.STATES, partition -> true, new Position(1, 10)))
                .isFalse();
        assertThat(heard.passed(Feed.STATES, partition -> false, new Position(1, 9)))
                .isFalse();
    }

    @Test
    void isStale_whenUnknownOrBeyondTheLimitWithTolerance() {
        // Given
        Duration limit = Duration.ofSeconds(60);

        // Then
        assertThat(Freshness.isStale(Optional.empty(), NOON, limit)).isTrue();
        assertThat(Freshness.isStale(Optional.of(NOON), NOON.plusMillis(59_500), limit))
                .isFalse();
        assertThat(Freshness.isStale(Optional.of(NOON), NOON.plusMillis(59_501), limit))
                .isTrue();
        assertThat(Freshness.isStale(Optional.of(NOON), NOON.minusSeconds(1), limit))
                .isFalse();
    }

    static Watermarks all(Watermark mark) {
        return Watermarks.silent(PARTS).heard(everywhere(mark));
    }

    @Test
    void holdsEverythingBelowItsLowestMark_andNothingForSureWhileOneIsSilent() {
        // Given
        Watermarks heard = all(mark(1, 20, NOON)).heard(Map.of(CONTACTS_0, mark(2, 3, NOON)));

        // When
        Watermarks all = heard.heard(Map.of(STATES_1, mark(1, 30, NOON)));

        // Then
        assertThat(all.lowest()).contains(new Position(1, 20));
        assertThat(Watermarks.silent(PARTS)
                        .heard(Map.of(STATES_0, mark(1, 9, NOON)))
                        .lowest())
                .isEmpty();
    }

    static Watermark mark(int epoch, long xid, Instant completeTo) {
        return new Watermark(new Position(epoch, xid), completeTo);
    }

    private static Map<Part, Watermark> everywhere(Watermark mark) {
        return Map.of(STATES_0, mark, STATES_1, mark, SUPPRESSIONS_0, mark, CATALOGUE_0, mark, CONTACTS_0, mark);
    }
}
