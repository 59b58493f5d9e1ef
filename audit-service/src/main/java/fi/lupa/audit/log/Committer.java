// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Commits on a thread of its own, so that the next batch can be read meanwhile; one at a time, in order.
 *
 * <p>Whoever begins one has waited for the one before, and for how it ended: nothing follows on a batch that failed.
 */
final class Committer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Committer.class);
    private static final long LONGEST_SECONDS = 60;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "sequencer-commit"));
    private @Nullable Future<?> running;

    /** Begins to commit; the one before must have been waited for. */
    void begin(Commit commit) {
        if (running != null) {
            throw new IllegalStateException("two batches at a time");
        }
        running = thread.submit((Callable<@Nullable Void>) () -> {
            commit.run();
            return null;
        });
    }

    /** Waits for the end of what is under way, and throws what befell it. */
    void await() throws SQLException {
        Future<?> ending = running;
        if (ending == null) {
            return;
        }
        running = null;
        try {
            ending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a batch was written", e);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        }
    }

    private static SQLException failed(@Nullable Throwable cause) {
        if (cause instanceof SQLException failure) {
            return failure;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        throw new IllegalStateException(cause);
    }

    /** Ends when the batch under way has: its connection must not be given back before. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("A batch is being written for too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes one batch. */
    @FunctionalInterface
    interface Commit {

        void run() throws SQLException;
    }
}
