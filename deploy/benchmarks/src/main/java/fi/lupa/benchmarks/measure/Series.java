// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.measure;

import java.util.List;

/**
 * One quantity over the rounds of a run.
 *
 * @param name what it is
 * @param unit what it is counted in
 * @param rounds its value in each round, in order; at least one
 */
public record Series(String name, String unit, List<Double> rounds) {

    /** Keeps a copy of the values. */
    public Series {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("a series without a round");
        }
    }

    /** The middle value; the mean of the two middle ones if they are even in number. */
    public double median() {
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        boolean odd = sorted.size() % 2 == 1;
        return odd ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The smallest value. */
    public double least() {
        return rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The largest value. */
    public double greatest() {
        return rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
