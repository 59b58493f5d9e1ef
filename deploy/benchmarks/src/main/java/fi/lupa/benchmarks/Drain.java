// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.locks.LockSupport;

/** Waits for rows with increasing numbers, each of which may come more than once, and times them from the first to the last. */
final class Drain {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long LOOK_NANOS = 1_000_000;

    private final BitSet come = new BitSet();
    private final long after;
    private final int expected;
    private int count;
    private long firstNanos;
    private long lastNanos;

    /** Waits for so many rows whose numbers are greater than this one. */
    Drain(long after, long expected) {
        this.after = after;
        this.expected = Math.toIntExact(expected);
    }

    /** Takes a row that came at this time. */
    synchronized void arrived(long number, long nanos) {
        if (number <= after || come.get(Math.toIntExact(number - after))) {
            return;
        }
        firstNanos = count == 0 ? nanos : firstNanos;
        lastNanos = nanos;
        come.set(Math.toIntExact(number - after));
        count++;
    }

    private synchronized int count() {
        return count;
    }

    /** Returns when all have come, with the seconds from the first to the last. */
    double await(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (count() < expected) {
            if (System.nanoTime() > end) {
                throw new IOException(count() + " of " + expected + " rows have come");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return seconds();
    }

    private synchronized double seconds() {
        return (lastNanos - firstNanos) / NANOS_PER_SECOND;
    }
}
