// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Position TOKEN = new Position(1, 100);

    @Test
    void isReachedAtOnce_whenTheTokensOwnStateIsThere() {
        assertThat(reached(marks(50, 50, 50), claim(100, 0))).isTrue();
    }

    @Test
    void isNotReached_whenTheStateIsOlderAndItsPartitionWasNotPassed() {
        assertThat(reached(marks(100, 500, 500), claim(99, 0))).isFalse();
    }

    @Test
    void isReached_whenTheSubjectsPartitionAndTheCatalogueWerePassed() {
        assertThat(reached(marks(101, 50, 101), claim(99, 0))).isTrue();
    }

    @Test
    void isNotReached_whenALaterStateIsThereButTheCatalogueWasNotPassed() {
        // The token may stand for a change of the catalogue that has not come yet.
        assertThat(reached(marks(101, 101, 100), claim(200, 0))).isFalse();
    }

    @Test
    void isReached_whenALaterStateIsThereAndTheCatalogueWasPassed() {
        assertThat(reached(marks(50, 50, 101), claim(200, 0))).isTrue();
    }

    @Test
    void needsTheListsToBePassed_becauseTheTokenMayBeOfAList() {
        // Given
        Watermarks behind = WatermarksTest.all(WatermarksTest.mark(1, 1, NOON))
                .heard(Map.of(
                        new Part(Feed.STATES, 0), WatermarksTest.mark(1, 101, NOON),
                        new Part(Feed.STATES, 1), WatermarksTest.mark(1, 101, NOON),
                        new Part(Feed.CATALOGUE, 0), WatermarksTest.mark(1, 101, NOON),
                        new Part(Feed.SUPPRESSIONS, 0), WatermarksTest.mark(1, 100, NOON),
                        new Part(Feed.CONTACTS, 0), WatermarksTest.mark(1, 101, NOON)));

        // Then
        assertThat(reached(behind, claim(200, 0))).isFalse();
    }

    @Test
    void needsEveryPartition_whenTheIdentifierIsUnknown() {
        assertThat(reached(marks(101, 100, 101))).isFalse();
        assertThat(reached(marks(101, 101, 101))).isTrue();
    }

    @Test
    void needsEveryClaimsPartition_whenTwoStatesClaimTheIdentifier() {
        assertThat(reached(marks(101, 100, 101), claim(100, 0), claim(90, 1))).isFalse();
        assertThat(reached(marks(101, 101, 101), claim(100, 0), claim(90, 1))).isTrue();
    }

    @Test
    void isReached_whenTheMarksAreOfALaterEpoch() {
        // Given
        Watermarks later = WatermarksTest.all(WatermarksTest.mark(2, 5, NOON));

        // Then
        assertThat(Reach.reached(TOKEN, List.of(), later)).isTrue();
    }

    @Test
    void isNotReached_whenNothingWasHeard() {
        assertThat(Reach.reached(TOKEN, List.of(), Watermarks.silent(Set.of()))).isFalse();
    }

    @Test
    void waitsForTheOrganisationToo_whereOneStandsBehindTheIdentifier() {
        // Given: the person's own state is later, but what the token is about may be the organisation's, in another
        // partition
        List<Reach.Claim> own = List.of(claim(200, 0));
        List<List<Reach.Claim>> unheard = List.of(List.of());
        List<List<Reach.Claim>> heard = List.of(List.of(claim(100, 1)));

        // Then
        assertThat(Reach.reached(TOKEN, own, unheard, marks(101, 100, 101))).isFalse();
        assertThat(Reach.reached(TOKEN, own, unheard, marks(101, 101, 101))).isTrue();
        assertThat(Reach.reached(TOKEN, own, heard, marks(50, 50, 101))).isTrue();
        assertThat(Reach.reached(TOKEN, List.of(claim(100, 0)), unheard, marks(50, 50, 50)))
                .isTrue();
    }

    @Test
    void needsTheCountsToBePassed_becauseTheTokenMayBeOfAReport() {
        // Given
        Watermarks behind = WatermarksTest.all(WatermarksTest.mark(1, 1, NOON))
                .heard(Map.of(
                        new Part(Feed.STATES, 0), WatermarksTest.mark(1, 101, NOON),
                        new Part(Feed.STATES, 1), WatermarksTest.mark(1, 101, NOON),
                        new Part(Feed.CATALOGUE, 0), WatermarksTest.mark(1, 101, NOON),
                        new Part(Feed.SUPPRESSIONS, 0), WatermarksTest.mark(1, 101, NOON),
                        new Part(Feed.CONTACTS, 0), WatermarksTest.mark(1, 100, NOON)));

        // Then
        assertThat(reached(behind, claim(99, 0))).isFalse();
    }

    private static boolean reached(Watermarks marks, Reach.Claim... claims) {
        return Reach.reached(TOKEN, List.of(claims), marks);
    }

    private static Reach.Claim claim(long xid, int partition) {
        return new Reach.Claim(new Position(1, xid), partition);
    }

    private static Watermarks marks(long states0, long states1, long catalogue) {
        return WatermarksTest.all(WatermarksTest.mark(1, 1, NOON))
                .heard(Map.of(
                        new Part(Feed.STATES, 0), WatermarksTest.mark(1, states0, NOON),
                        new Part(Feed.STATES, 1), WatermarksTest.mark(1, states1, NOON),
                        new Part(Feed.CATALOGUE, 0), WatermarksTest.mark(1, catalogue, NOON),
                        new Part(Feed.SUPPRESSIONS, 0), WatermarksTest.mark(1, 101, NOON),
                        new Part(Feed.CONTACTS, 0), WatermarksTest.mark(1, 101, NOON)));
    }
}
