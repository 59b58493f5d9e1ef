// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, and fails when it does not come. */
final class Waiting {

    /** Far longer than anything takes: only something that never comes reaches it. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration LOOK = Duration.ofMillis(50);

    private Waiting() {}

    static void until(BooleanSupplier condition) {
        until(() -> "it", condition);
    }

    /** What did not happen is said when the time is over. */
    static void until(Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what.get() + " did not happen within " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** A part that is away is none of the answers that are waited for. */
    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (UncheckedIOException away) {
            return false;
        }
    }
}
