// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The session that holds the relay's advisory lock. The server ends it when it was not used for three seconds, so a stopped holder loses
 * the lock; the holder itself stops believing in it half a second earlier.
 */
final class LockSession implements AutoCloseable {

    private static final long KEY = 0x6C75_7061_5F72_6C79L;
    private static final Duration SERVER_LIMIT = Duration.ofSeconds(3);
    private static final Duration BELIEF = SERVER_LIMIT.minusMillis(500);
    private static final Duration USE = Duration.ofSeconds(1);

    private final Connection connection;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "lupa-relay-lock");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean held;
    private @Nullable Future<?> beating;
    private volatile long lastUse = System.nanoTime();

    LockSession(RelayDatabase database) throws SQLException {
        connection = database.open("lupa-relay-lock");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET idle_session_timeout = " + SERVER_LIMIT.toMillis());
        }
    }

    /** Tries to become the holder; when it does, a thread of its own uses the session every second. */
    boolean tryAcquire() throws SQLException {
        long before = System.nanoTime();
        if (!ask("SELECT pg_try_advisory_lock(" + KEY + ")")) {
            return false;
        }
        lastUse = before;
        held = true;
        beating = beats.scheduleWithFixedDelay(this::beat, USE.toMillis(), USE.toMillis(), TimeUnit.MILLISECONDS);
        return true;
    }

    /** Tells whether the lock is surely still held. */
    boolean isHeld() {
        return held && System.nanoTime() - lastUse < BELIEF.toNanos();
    }

    /** Tells other instances that something was committed; only for a session that does not hold the lock. */
    void tellHolder() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("NOTIFY " + WakeUpListener.CHANNEL);
        }
    }

    /** The server's process id of the session. */
    int serverProcess() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Releases the lock by ending the session. */
    @Override
    public void close() {
        held = false;
        if (beating != null) {
            beating.cancel(false);
        }
        beats.shutdownNow();
        try {
            connection.close();
        } catch (SQLException alreadyGone) {
            held = false;
        }
    }

    private void beat() {
        long before = System.nanoTime();
        try {
            ask("SELECT true");
            lastUse = before;
        } catch (SQLException | RuntimeException lost) {
            held = false;
        }
    }

    private boolean ask(String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
