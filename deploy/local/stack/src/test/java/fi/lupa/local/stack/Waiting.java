// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, and fails when it does not come. */
final class Waiting {

    private static final Duration LOOK = Duration.ofMillis(50);

    private Waiting() {}

    static void until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen within " + limit);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
