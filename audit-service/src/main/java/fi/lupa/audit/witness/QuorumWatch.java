// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import fi.lupa.audit.merkle.note.TrustPolicy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks which logs have grown without a quorum of witnesses for longer than is expected. */
@Singleton
final class QuorumWatch {

    private static final Logger LOG = Logger.getLogger(QuorumWatch.class);
    private static final int AFTER_CHECKS = 5000;
    private static final int LOOKS_WITHIN = 4;
    private static final long STOP_MILLIS = 10_000;

    private final TrustPolicy policy;
    private final WitnessConfig config;
    private final javax.sql.DataSource database;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Set<String> unwitnessed = Set.of();
    private @Nullable Thread thread;

    QuorumWatch(
            Witnesses witnesses,
            WitnessConfig config,
            @DataSource("writer") javax.sql.DataSource database,
            InstantSource clock,
            MeterRegistry registry) {
        this.policy = witnesses.policy();
        this.config = config;
        this.database = database;
        this.clock = clock;
        Gauge.builder("lupa.checkpoint.unwitnessed", this, watch -> watch.unwitnessed.size())
                .register(registry);
    }

    void start(@Observes @Priority(AFTER_CHECKS) StartupEvent event) {
        if (policy.hasQuorum()) {
            Thread started = new Thread(this::run, "quorum-watch");
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

    /** Returns the names of the logs that wait for a quorum for too long. */
    Set<String> unwitnessed() {
        return unwitnessed;
    }

    private void run() {
        try {
            do {
                look();
            } while (!stopped.await(
                    config.expectedWithin().dividedBy(LOOKS_WITHIN).toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            unwitnessed =
                    Quorums.missingSince(connection, policy, clock.instant().minus(config.expectedWithin()));
        } catch (SQLException e) {
            LOG.warnf("Whether checkpoints have a quorum is not known: state=%s", e.getSQLState());
        }
    }
}
