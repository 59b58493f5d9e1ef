// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.serving.TenantReads;
import fi.lupa.audit.witness.Witnesses;
import fi.lupa.platform.problem.ProblemException;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the job on a thread of its own, once an interval, in one process at a time: who holds the lock. */
@Singleton
final class ExtractThread {

    private static final Logger LOG = Logger.getLogger(ExtractThread.class);
    private static final long LOCK = 0x6c757061_65787472L;
    private static final int AFTER_CHECKS = 5000;
    private static final long STOP_MILLIS = 10_000;

    private final ExtractConfig config;
    private final ExtractJob job;
    private final javax.sql.DataSource database;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    ExtractThread(
            ExtractConfig config,
            TenantReads reads,
            @DataSource("writer") javax.sql.DataSource database,
            InstantSource clock,
            Witnesses witnesses) {
        this.config = config;
        this.job = new ExtractJob(reads, clock, witnesses);
        this.database = database;
    }

    void start(@Observes @Priority(AFTER_CHECKS) StartupEvent event) {
        Thread started = new Thread(this::run, "extracts");
        started.start();
        thread = started;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (thread != null) {
            thread.join(STOP_MILLIS);
        }
    }

    private void run() {
        while (goOn()) {
            attempt();
            pause();
        }
    }

    private boolean goOn() {
        return stopped.getCount() > 0;
    }

    private void attempt() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (locks(connection)) {
                    job.pass(connection, this::goOn);
                }
            } finally {
                release(connection);
            }
        } catch (SQLException e) {
            LOG.warnf("Extracts wait for the database: state=%s", e.getSQLState());
        } catch (ProblemException e) {
            LOG.warnf("Extracts wait: %s", e.code());
        } catch (RuntimeException e) {
            LOG.error("Preparing an extract failed", e);
        }
    }

    private static boolean locks(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            row.next();
            boolean locked = row.getBoolean(1);
            connection.commit();
            return locked;
        }
    }

    private static void release(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock_all()");
        }
    }

    private void pause() {
        try {
            if (stopped.await(config.interval().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Extracts end in good order");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
