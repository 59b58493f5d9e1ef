// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, and no longer than it takes. */
public final class Await {

    /** More than the minute for which a worker claims what it then fails to do. */
    private static final Duration LIMIT = Duration.ofSeconds(150);

    private static final long STEP = 50;

    private Await() {}

    public static void until(BooleanSupplier condition) {
        if (!comes(condition)) {
            throw new AssertionError("the condition did not come true within " + LIMIT);
        }
    }

    /** Waits until something is so, and says what it is instead if it does not become so. */
    public static <T> void untilEqual(T expected, Supplier<T> actual) {
        if (!comes(() -> expected.equals(actual.get()))) {
            throw new AssertionError("not " + expected + " within " + LIMIT + " but " + actual.get());
        }
    }

    private static boolean comes(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                never.await(STEP, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return true;
    }
}
