// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import org.HdrHistogram.Histogram;

/** What one run of a load came to. Times include every answer, the wrong ones too. */
public final class LoadResult {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram nanos;
    private final long elapsedNanos;
    private final long wrong;
    private final String firstWrong;

    LoadResult(Histogram nanos, long elapsedNanos, long wrong, String firstWrong) {
        this.nanos = nanos;
        this.elapsedNanos = elapsedNanos;
        this.wrong = wrong;
        this.firstWrong = firstWrong;
    }

    /** How many answers came. */
    public long answers() {
        return nanos.getTotalCount();
    }

    /** Answers per second. */
    public double perSecond() {
        return answers() * NANOS_PER_SECOND / elapsedNanos;
    }

    /** The time within which this share of the answers came, in milliseconds. */
    public double millisAt(double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    /** How many answers were wrong. */
    public long wrong() {
        return wrong;
    }

    /** The first wrong answer; empty if there was none. */
    public String firstWrong() {
        return firstWrong;
    }
}
