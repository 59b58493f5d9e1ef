// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the sequencer on a thread of its own from start to shutdown. */
@Singleton
final class SequencerThread {

    private static final Logger LOG = Logger.getLogger(SequencerThread.class);
    private static final Set<String> REFUSES_CONTENT = Set.of("22", "23", "42");
    /** Another process migrates: tables, columns and permissions that are not there yet. */
    private static final Set<String> NOT_MIGRATED = Set.of("42P01", "42703", "42501", "3F000");

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int AFTER_CHECKS = 5000;
    private static final long STOP_MILLIS = 10_000;

    private final Sequencer sequencer;
    private final IngestionStatus status;
    private final IngestionConfig config;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    SequencerThread(Sequencer sequencer, IngestionStatus status, IngestionConfig config) {
        this.sequencer = sequencer;
        this.status = status;
        this.config = config;
    }

    void start(@Observes @Priority(AFTER_CHECKS) StartupEvent event) {
        if (!config.enabled()) {
            status.now(IngestionStatus.State.OFF);
            return;
        }
        Thread started = new Thread(this::run, "sequencer");
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
        while (isWanted()) {
            attempt();
            pause();
        }
    }

    private void attempt() {
        try {
            sequencer.attempt(this::isWanted);
        } catch (HaltedException e) {
            status.halt(String.valueOf(e.getMessage()));
            LOG.errorf("The log takes nothing in any more until someone has looked: %s", e.getMessage());
        } catch (SQLException e) {
            databaseFailed(String.valueOf(e.getSQLState()));
        } catch (KafkaException | FencedException | UncheckedIOException e) {
            status.now(IngestionStatus.State.RETRYING);
            LOG.warnf("Starting over: %s", e.getMessage());
        } catch (RuntimeException e) {
            status.halt("an error in the program: " + e.getClass().getSimpleName());
            LOG.errorf(e, "The log takes nothing in any more until someone has looked");
        }
    }

    /** What PostgreSQL refuses for its content it will refuse again; only a lost race for a batch number may be tried anew. */
    private void databaseFailed(String state) {
        boolean refusesContent = REFUSES_CONTENT.contains(state.substring(0, Math.min(2, state.length())))
                && !NOT_MIGRATED.contains(state);
        if (refusesContent && !state.equals(UNIQUE_VIOLATION)) {
            status.halt("the database refuses a batch: " + state);
            LOG.errorf("The log takes nothing in any more until someone has looked: state=%s", state);
        } else {
            status.now(IngestionStatus.State.RETRYING);
            LOG.warnf("The database failed, starting over: state=%s", state);
        }
    }

    private boolean isWanted() {
        return stopped.getCount() > 0 && status.state().isSound();
    }

    private void pause() {
        try {
            if (stopped.await(config.retryInterval().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("Ingestion ends in good order");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
