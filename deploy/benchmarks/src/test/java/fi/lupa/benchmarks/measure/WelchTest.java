// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class WelchTest {

    private static final int MANY = 10_000;
    private static final long SEED = 20261122;

    @Test
    void seesADifference_andOnlyWhereThereIsOne() {
        // Given
        Random random = new Random(SEED);
        long[] one = times(random, 0);
        long[] same = times(random, 0);
        long[] slower = times(random, 2_000);

        // Then
        assertThat(Welch.t(one, same)).isLessThan(Welch.THRESHOLD);
        assertThat(Welch.t(one, slower)).isGreaterThan(Welch.THRESHOLD);
        assertThat(Welch.difference(slower, one)).isCloseTo(2_000, within(500.0));
    }

    @Test
    void isTheTextbooksT_withoutTheSlowestTwentieth() {
        // Given: 1..20 and 11..30, of which the greatest of each is left out
        long[] one = LongStream.rangeClosed(1, 20).toArray();
        long[] other = LongStream.rangeClosed(11, 30).toArray();

        // Then: the means of 1..19 and 11..29 are 10 apart, the variance of both is 380/12
        assertThat(Welch.t(one, other)).isCloseTo(10 / Math.sqrt(2 * (380.0 / 12) / 19), within(1e-9));
    }

    private static long[] times(Random random, long slower) {
        return LongStream.generate(() -> 100_000 + slower + (long) (random.nextGaussian() * 10_000))
                .limit(MANY)
                .toArray();
    }
}
