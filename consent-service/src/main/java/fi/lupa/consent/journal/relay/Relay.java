// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.relay.RelayStatus.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The relay of one process: waits for the lock, publishes while it has it, and begins again after every failure. It ends only when it is
 * stopped.
 */
final class Relay implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration TRY = Duration.ofMillis(250);
    private static final Duration NOTIFY_GAP = Duration.ofMillis(5);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(300);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final RelayParts parts;
    private final Thread thread = new Thread(this::loop, "lupa-relay");
    private volatile boolean stopping;
    private String lastFailure = "";

    Relay(RelayParts parts) {
        this.parts = parts;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Stops sending, releases the lock and returns when that is done. */
    @Override
    public void close() {
        stopping = true;
        parts.wakeUp().signal();
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (!stopping) {
            standBy();
            try (LockSession lock = new LockSession(parts.database())) {
                if (isAcquired(lock)) {
                    LOG.info("this instance relays now");
                    hold(lock);
                }
            } catch (SQLException e) {
                failed("the database does not answer");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** What waits is the holder's to tell; whoever was the holder has nothing waiting any more. */
    private void standBy() {
        parts.status().is(Phase.STANDBY);
        parts.status().lag(0, Duration.ZERO);
        parts.status().horizonAge(Duration.ZERO);
    }

    /** Tries for the lock until it is there; meanwhile tells the holder what this instance commits. */
    private boolean isAcquired(LockSession lock) throws SQLException, InterruptedException {
        while (!stopping) {
            if (lock.tryAcquire()) {
                return true;
            }
            long end = System.nanoTime() + TRY.toNanos();
            while (!stopping && System.nanoTime() < end) {
                if (parts.wakeUp().await(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    lock.tellHolder();
                    LockSupport.parkNanos(NOTIFY_GAP.toNanos());
                }
            }
        }
        return false;
    }

    private void hold(LockSession lock) throws InterruptedException {
        while (!stopping && lock.isHeld()) {
            try (Connection connection = parts.database().open("lupa-relay");
                    WakeUpListener listener = new WakeUpListener(parts.database(), parts.wakeUp());
                    ActiveRelay active = new ActiveRelay(parts, connection, () -> !stopping && lock.isHeld())) {
                listener.start();
                active.run();
                lastFailure = "";
            } catch (SQLException e) {
                failed("the database does not answer");
            } catch (RuntimeException e) {
                failed(e instanceof RelayFailure ? String.valueOf(e.getMessage()) : e.toString());
                LOG.debug("relay failure", e);
            }
        }
    }

    private void failed(String why) {
        if (stopping) {
            return;
        }
        parts.status().is(Phase.FAILING, why);
        if (!why.equals(lastFailure)) {
            LOG.warnf("the relay begins again: %s", why);
            lastFailure = why;
        }
        LockSupport.parkNanos(AFTER_FAILURE.toNanos());
    }
}
