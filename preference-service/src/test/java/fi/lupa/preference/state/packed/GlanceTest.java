// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look counts only if nothing of what was seen has changed meanwhile. */
class GlanceTest {

    private static final Fingerprint PRINT = new Fingerprint(1, 2);
    private static final Fingerprint OTHER = new Fingerprint(-1, 2);

    private final FingerprintTable table = new FingerprintTable();
    private final StateBlocks states = new StateBlocks();
    private final int first = states.newSlot();
    private final int second = states.newSlot();

    @BeforeEach
    void twoPeopleShareAnIdentifier() {
        states.set(first, new byte[] {1, 1});
        states.set(second, new byte[] {2, 2, 2});
        table.add(PRINT, first);
        table.add(PRINT, second);
    }

    @Test
    void isTrue_whenNothingHasChanged() {
        // When
        Glance glance = glance(PRINT, OTHER);

        // Then
        assertThat(glance.isStillTrue(table, states)).isTrue();
        assertThat(lengths(glance)).containsExactly(2, 3);
    }

    @Test
    void isTrueNoLonger_whenTheSecondPersonsStateIsReplaced() {
        // Given
        Glance glance = glance(PRINT);

        // When
        states.set(second, new byte[] {3});

        // Then
        assertThat(glance.isStillTrue(table, states)).isFalse();
        assertThat(lengths(glance(PRINT))).containsExactly(2, 1);
    }

    @Test
    void isTrueNoLonger_whenOneOfThemLetsTheIdentifierGo() {
        // Given
        Glance glance = glance(PRINT);

        // When
        table.remove(PRINT, first);

        // Then
        assertThat(glance.isStillTrue(table, states)).isFalse();
        assertThat(lengths(glance(PRINT))).containsExactly(3);
    }

    @Test
    void isTrueNoLonger_whenSomebodyComesUnderTheOtherKeyThatWasAskedFor() {
        // Given
        Glance glance = glance(PRINT, OTHER);

        // When
        table.add(OTHER, first);

        // Then
        assertThat(glance.isStillTrue(table, states)).isFalse();
        assertThat(lengths(glance(PRINT, OTHER))).containsExactly(2, 3);
    }

    private static int[] lengths(Glance glance) {
        return IntStream.range(0, glance.size())
                .map(i -> glance.state(i).remaining())
                .toArray();
    }

    private Glance glance(Fingerprint... prints) {
        return Glance.at(prints, table, states);
    }
}
