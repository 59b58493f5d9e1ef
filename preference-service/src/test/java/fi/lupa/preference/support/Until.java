// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, and fails when it does not come. */
public final class Until {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_NANOS = 20_000_000;

    private Until() {}

    /** Returns when the condition holds. */
    public static void holds(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain until %s", what).isLessThan(end);
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
