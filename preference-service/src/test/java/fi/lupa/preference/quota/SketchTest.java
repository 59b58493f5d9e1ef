// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketchTest {

    private static final int LENGTH = 16;

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 1_000, 30_000, 60_000, 1_000_000})
    void tellsAboutHowManyThereWere(int different) {
        // When
        Sketch sketch = seen(1, different);

        // Then
        assertThat(sketch.estimate()).isCloseTo(different, withPercentage(4));
    }

    @Test
    void countsNobodyTwice() {
        // Given
        Sketch sketch = seen(1, 5_000);
        long once = sketch.estimate();

        // When
        sketch.merge(seen(1, 5_000).bytes());

        // Then
        assertThat(sketch.estimate()).isEqualTo(once);
    }

    @Test
    void countsWhatTwoReplicasSaw_asOneWouldHave() {
        // Given
        Sketch one = seen(1, 20_000);
        Sketch other = seen(2, 20_000);

        // When
        one.merge(other.bytes());

        // Then
        assertThat(one.estimate()).isCloseTo(40_000, withPercentage(4));
    }

    @Test
    void learnsNothing_fromASketchOfAnotherSize() {
        // Given
        Sketch sketch = seen(1, 100);
        long before = sketch.estimate();

        // When
        sketch.merge(new byte[] {9, 9, 9});

        // Then
        assertThat(sketch.estimate()).isEqualTo(before);
    }

    private static Sketch seen(long seed, int different) {
        Random random = new Random(seed);
        Sketch sketch = new Sketch();
        byte[] name = new byte[LENGTH];
        for (int i = 0; i < different; i++) {
            random.nextBytes(name);
            sketch.add(name);
        }
        return sketch;
    }
}
