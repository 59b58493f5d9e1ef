// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes the process's waiters, with Vert.x timers. */
@Singleton
final class WaitersOnVertx {

    private static final int MOST = 10_000;

    @Produces
    @Singleton
    Waiters waiters(Vertx vertx) {
        return new Waiters((delay, action) -> after(vertx, delay, action), MOST);
    }

    private static Runnable after(Vertx vertx, Duration delay, Runnable action) {
        long timer = vertx.setTimer(delay.toMillis(), fired -> action.run());
        return () -> vertx.cancelTimer(timer);
    }
}
