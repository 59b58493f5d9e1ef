// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.measure;

import java.util.Arrays;

/**
 * Welch's t of two rows of measured times: how sure one can be that they are not the same. Below 4.5 nobody can tell them apart by
 * so many measurements (the threshold of test vector leakage assessment, ISO/IEC 17825).
 */
public final class Welch {

    /** From here on the difference counts as seen. */
    public static final double THRESHOLD = 4.5;

    private static final double KEPT = 0.95;

    private Welch() {}

    /** Returns |t| after the slowest twentieth of each row was left out: stalls of the machine that say nothing about the answer. */
    public static double t(long[] one, long[] other) {
        Moments left = Moments.of(cropped(one));
        Moments right = Moments.of(cropped(other));
        double error = Math.sqrt(left.variance / left.count + right.variance / right.count);
        return Math.abs(left.mean - right.mean) / error;
    }

    /** Returns how much longer the first row's mean is, in the unit of the rows, cropped alike. */
    public static double difference(long[] one, long[] other) {
        return Moments.of(cropped(one)).mean - Moments.of(cropped(other)).mean;
    }

    private static long[] cropped(long[] row) {
        long[] sorted = row.clone();
        Arrays.sort(sorted);
        return Arrays.copyOf(sorted, (int) (sorted.length * KEPT));
    }

    private record Moments(double mean, double variance, int count) {

        static Moments of(long[] row) {
            double mean = Arrays.stream(row).average().orElseThrow();
            double squares = Arrays.stream(row)
                    .mapToDouble(one -> (one - mean) * (one - mean))
                    .sum();
            return new Moments(mean, squares / (row.length - 1), row.length);
        }
    }
}
