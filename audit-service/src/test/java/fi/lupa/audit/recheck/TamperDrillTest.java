// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.checkpoint.SigningKit;
import fi.lupa.audit.log.Batches;
import fi.lupa.audit.log.LogKit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A superuser with every protection off changes a log at random, each time one thing; a pass of the recheck must notice, and name the place. More:
 * {@code -Dlupa.tamper.changes=1000}; the same again: {@code -Dlupa.tamper.seed=…}.
 */
class TamperDrillTest {

    private static final List<Tampering> ALL = List.of(Tampering.values());

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    static Path directory;

    private static LogKit kit;
    private static SigningKit signing;

    private final long seed = Long.getLong("lupa.tamper.seed", System.nanoTime());
    private final int changes = Integer.getInteger("lupa.tamper.changes", 62);

    @BeforeAll
    static void logAndSign() throws Exception {
        kit = LogKit.withDatabase();
        signing = SigningKit.in(directory);
        int before = 0;
        for (int size : Hand.HEADS) {
            try (Batches batches = Batches.on(kit)) {
                batches.write(size - before);
            }
            if (Hand.SIGNED.contains(size)) {
                signing.sign(kit);
            }
            before = size;
        }
    }

    @AfterAll
    static void close() {
        kit.close();
    }

    @Test
    void isFoundAndItsPlaceNamed_whateverASuperuserChanges() throws Exception {
        Random random = new Random(seed);
        List<String> missed = new ArrayList<>();
        int exact = 0;
        try (Trial trial = new Trial(kit, signing)) {
            assertThat(trial.after(untouched -> "nothing").findings()).isEmpty();
            for (int i = 0; i < changes; i++) {
                // Given
                Tampering tampering = ALL.get(i % ALL.size());

                // When
                Trial.Outcome<Named> outcome = trial.after(superuser -> tampering.by(new Hand(superuser, random)));
                String findings = outcome.findings().toString();

                // Then
                if (outcome.findings().size() != 1 || !outcome.made().isIn(findings)) {
                    missed.add(i + " " + tampering + " at " + outcome.made().what() + ": " + findings);
                } else if (Named.isExact(findings)) {
                    exact++;
                }
            }
        }
        assertThat(missed).as("of %d changes, seed %d", changes, seed).isEmpty();
        System.out.printf(
                "Tamper drill: %d changes, all found; %d by their exact place, the others among those logged or"
                        + " signed for together; seed %d%n",
                changes, exact, seed);
    }
}
