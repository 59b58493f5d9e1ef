// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the signer on a thread of its own, once an interval, from start to shutdown or until it refuses. */
@Singleton
final class SignerThread {

    private static final Logger LOG = Logger.getLogger(SignerThread.class);
    private static final int AFTER_CHECKS = 5000;
    private static final long STOP_MILLIS = 10_000;

    private final CheckpointConfig config;
    private final Signers signers;
    private final javax.sql.DataSource database;
    private final SignerStatus status;
    private final Onlookers onlookers;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    SignerThread(
            CheckpointConfig config,
            Signers signers,
            @DataSource("writer") javax.sql.DataSource database,
            SignerStatus status,
            Onlookers onlookers) {
        this.config = config;
        this.signers = signers;
        this.database = database;
        this.status = status;
        this.onlookers = onlookers;
    }

    void start(@Observes @Priority(AFTER_CHECKS) StartupEvent event) throws IOException {
        if (!signers.exist()) {
            LOG.warn("Checkpoints are not signed: lupa.audit.checkpoints.key is not set");
            return;
        }
        Signer signer = signers.make();
        status.now(SignerStatus.State.SIGNING);
        Thread started = new Thread(() -> begin(signer), "checkpoint-signer");
        started.start();
        thread = started;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (thread != null) {
            thread.join(STOP_MILLIS);
        }
    }

    private void begin(Signer signer) {
        try {
            onlookers.awaitFirstAnswers();
            run(signer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Signer signer) {
        boolean compared = false;
        while (stopped.getCount() > 0 && status.state().isSound()) {
            compared = attempt(signer, compared);
            pause();
        }
    }

    /** Returns whether every log has been held against what is kept outside: before the first signature, and when the database was away. */
    private boolean attempt(Signer signer, boolean compared) {
        boolean done = compared;
        try (Connection connection = database.getConnection()) {
            if (!done) {
                signer.compareAll(connection);
                done = true;
            }
            status.signed(signer.signGrown(connection));
        } catch (RefusedToSignException e) {
            status.refuse(String.valueOf(e.getMessage()));
            LOG.errorf("No checkpoint is signed any more until someone has looked: %s", e.getMessage());
        } catch (SQLException e) {
            status.now(SignerStatus.State.RETRYING);
            LOG.warnf("Checkpoints wait for the database: state=%s", e.getSQLState());
            return false;
        } catch (IOException e) {
            status.now(SignerStatus.State.RETRYING);
            LOG.errorf("Checkpoints wait for their directory: %s", e.getMessage());
        } catch (RuntimeException e) {
            status.refuse("an error in the program: " + e.getClass().getSimpleName());
            LOG.error("No checkpoint is signed any more until someone has looked", e);
        }
        return done;
    }

    private void pause() {
        try {
            if (stopped.await(config.interval().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("Signing ends in good order");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
