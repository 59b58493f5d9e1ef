// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes this process's relay thread when something was committed. Many signals before one wait count as one. Thread-safe. */
@ApplicationScoped
public class RelayWakeUp {

    private final Semaphore news = new Semaphore(0);

    /** Says that a journal row was committed; returns at once. */
    public void signal() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /** Waits for a signal, at most this long, and tells whether there was one. */
    public boolean await(Duration limit) throws InterruptedException {
        boolean signalled = news.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (signalled) {
            news.drainPermits();
        }
        return signalled;
    }
}
