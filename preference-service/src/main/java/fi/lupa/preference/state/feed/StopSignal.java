// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says to the threads beside the requests that the process ends. */
@ApplicationScoped
class StopSignal {

    private final CountDownLatch stopped = new CountDownLatch(1);

    void raise() {
        stopped.countDown();
    }

    boolean isRaised() {
        return stopped.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    /** Waits so long, or until the signal is raised. */
    @SuppressWarnings("ReturnValueIgnored") // Whether it is raised is asked again by whoever waited.
    void pause(Duration time) {
        try {
            stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
