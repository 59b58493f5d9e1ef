// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import java.time.Duration;

/** When each request of a fixed rate is due. Request n is due at {@code begin + n / rate}, however late those before it were. */
final class Pace {

    private static final double NANOS_PER_SECOND = 1e9;

    private final long begin;
    private final double interval;
    private final long count;

    Pace(long beginNanos, double perSecond, Duration time) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate must be more than nothing");
        }
        this.begin = beginNanos;
        this.interval = NANOS_PER_SECOND / perSecond;
        this.count = Math.max(1, Math.round(time.toNanos() / interval));
    }

    long count() {
        return count;
    }

    long dueAt(long number) {
        return begin + Math.round(number * interval);
    }
}
