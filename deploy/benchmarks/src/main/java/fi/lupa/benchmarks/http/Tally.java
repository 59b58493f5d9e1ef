// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import org.HdrHistogram.Histogram;

/** Counts what has been sent and answered. */
final class Tally {

    private static final int DIGITS = 3;
    private static final int SHOWN = 500;

    private final Histogram nanos = new Histogram(DIGITS);
    private long sent;
    private long wrong;
    private String firstWrong = "";

    void sent() {
        sent++;
    }

    void answered(long tookNanos, boolean right, Connection answered) {
        nanos.recordValue(Math.max(0, tookNanos));
        if (!right) {
            wrong++;
            if (firstWrong.isEmpty()) {
                String body = answered.body();
                firstWrong = answered.status() + " " + body.substring(0, Math.min(SHOWN, body.length()));
            }
        }
    }

    long sentSoFar() {
        return sent;
    }

    long answeredSoFar() {
        return nanos.getTotalCount();
    }

    long underWay() {
        return sent - nanos.getTotalCount();
    }

    LoadResult result(long elapsedNanos) {
        return new LoadResult(nanos, elapsedNanos, wrong, firstWrong);
    }
}
