// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random histories from a printed seed: whatever the order of consents, imports, replays and late letters, no "no" is lost. */
class PermissionHistoryTest {

    private static final int HISTORIES = 4_000;

    @Test
    void keepsEveryNo_whenHistoriesAreRandom() {
        long seed = Long.getLong("lupa.seed", new Random().nextLong());
        System.out.println("permission histories from -Dlupa.seed=" + seed);
        for (int i = 0; i < HISTORIES; i++) {
            // Given
            List<PermissionFact> history = new HistoryGenerator(seed + i).history();

            // When
            List<String> broken = firstBroken(history);

            // Then
            assertThat(broken).as("seed %d, history %s", seed + i, history).isEmpty();
        }
    }

    /** Checks after each step against the history itself, not against the fold's own reasoning. */
    private static List<String> firstBroken(List<PermissionFact> history) {
        PermissionState state = PermissionState.EMPTY;
        List<PermissionFact> sofar = new ArrayList<>();
        for (PermissionFact fact : history) {
            PermissionState before = state;
            state = fact.foldInto(state, Facts.catalogue()).state();
            sofar.add(fact);
            List<String> broken = new NoIsSacred(sofar).broken(before, state);
            if (!broken.isEmpty()) {
                return broken;
            }
        }
        return state.equals(Facts.fold(history)) ? List.of() : List.of("folding from scratch differs");
    }
}
