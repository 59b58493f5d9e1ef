// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.local.infrastructure.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the relay from publishing as another instance would: by the lock that only one can have. Writes go on, and the journal grows. Also tells
 * how far the relay has come.
 */
final class RelayHold implements AutoCloseable {

    private static final String HOLDER = """
            SELECT l.classid::bigint << 32 | l.objid::bigint, a.pid FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE l.locktype = 'advisory' AND l.granted AND a.application_name = 'lupa-relay-lock'
            """;
    private static final String PUBLISHES =
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'lupa-relay')";
    /** The greatest of the journal is one look into its index; asked for as "is there a greater one", it costs more than the relay does. */
    private static final String ALL_PUBLISHED = """
            SELECT (p.epoch, p.xid, p.position) >= (SELECT j.epoch, j.xid, j.position FROM journal j
              ORDER BY j.epoch DESC, j.xid DESC, j.position DESC LIMIT 1) FROM relay_position p
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long LOOK_NANOS = 10_000_000;

    private final Connection database;
    private long lock;

    RelayHold(PostgresServer server, String name) throws SQLException {
        this.database = server.connect(name);
    }

    /** Returns when nothing publishes. */
    void hold() throws SQLException, IOException {
        int pid;
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(HOLDER)) {
            if (!row.next()) {
                throw new IOException("nobody relays, so nobody can be held");
            }
            lock = row.getLong(1);
            pid = row.getInt(2);
        }
        is("SELECT pg_terminate_backend(" + pid + ")");
        await("the relay's lock was not to be had", () -> is("SELECT pg_try_advisory_lock(" + lock + ")"));
        await("the relay does not stop", () -> !is(PUBLISHES));
    }

    /** Lets it go on. */
    void release() throws SQLException {
        is("SELECT pg_advisory_unlock(" + lock + ")");
    }

    /** Returns when all that is in the journal is acknowledged by the broker and the relay has noted it. */
    void awaitAllPublished(Duration limit) throws SQLException, IOException {
        await(limit, "the relay has not published everything", () -> is(ALL_PUBLISHED));
    }

    /** The number of the newest row of the journal. */
    long newest() throws SQLException {
        return number("SELECT coalesce(max(position), 0) FROM journal");
    }

    /** How many rows there are after this one. */
    long rowsAfter(long position) throws SQLException {
        return number("SELECT count(*) FROM journal WHERE position > " + position);
    }

    /** How many of them are about a person, and so are published as a fact. */
    long factsAfter(long position) throws SQLException {
        return number("SELECT count(*) FROM journal WHERE subject IS NOT NULL AND position > " + position);
    }

    private interface Condition {

        boolean holds() throws SQLException;
    }

    private static void await(String otherwise, Condition condition) throws SQLException, IOException {
        await(PATIENCE, otherwise, condition);
    }

    private static void await(Duration limit, String otherwise, Condition condition) throws SQLException, IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException(otherwise);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean is(String question) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private long number(String question) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
