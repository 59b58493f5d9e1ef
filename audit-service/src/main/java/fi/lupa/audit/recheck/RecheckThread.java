// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes pass after pass on a thread of its own, from start to shutdown. */
@Singleton
final class RecheckThread {

    private static final Logger LOG = Logger.getLogger(RecheckThread.class);
    private static final int AFTER_CHECKS = 5000;
    private static final long STOP_MILLIS = 10_000;

    private final RecheckConfig config;
    private final Recheck recheck;
    private final javax.sql.DataSource database;
    private final RecheckStatus status;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;
    private long workingSince;

    RecheckThread(
            RecheckConfig config,
            Recheck recheck,
            @DataSource("writer") javax.sql.DataSource database,
            RecheckStatus status) {
        if (!(config.share() > 0 && config.share() <= 1)) {
            throw new IllegalArgumentException("lupa.audit.recheck.share must be above 0 and at most 1");
        }
        this.config = config;
        this.recheck = recheck;
        this.database = database;
        this.status = status;
    }

    void start(@Observes @Priority(AFTER_CHECKS) StartupEvent event) {
        if (config.enabled()) {
            Thread started = new Thread(this::run, "recheck");
            started.start();
            thread = started;
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (thread != null) {
            thread.join(STOP_MILLIS);
        }
    }

    private void run() {
        rest(config.delay());
        while (stopped.getCount() > 0) {
            workingSince = System.nanoTime();
            try (Connection connection = database.getConnection()) {
                List<Finding> findings = recheck.pass(connection, this::pace);
                findings.forEach(finding -> LOG.errorf("Not as it was logged: %s", finding));
                status.completed(findings);
            } catch (CancellationException e) {
                LOG.debug("The pass ends with the service");
            } catch (SQLException e) {
                LOG.warnf("The recheck waits for the database: state=%s", e.getSQLState());
            } catch (RuntimeException e) {
                LOG.error("A pass of the recheck failed", e);
            }
            rest(config.interval());
        }
    }

    private void pace(int entries) {
        status.read(entries);
        double worked = System.nanoTime() - workingSince;
        if (rest(Duration.ofNanos((long) (worked * (1 / config.share() - 1))))) {
            throw new CancellationException();
        }
        workingSince = System.nanoTime();
    }

    /** Returns whether the service ends. */
    private boolean rest(Duration duration) {
        try {
            return stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
            return true;
        }
    }
}
