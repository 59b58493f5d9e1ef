// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The one session that holds the sequencers' lock. Batches are written over the same connection, so whoever has lost the lock
 * with its session has lost the means to write as well.
 */
final class SequencerSession implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SequencerSession.class);
    private static final long LOCK = 0x6c757061_73657131L;

    /** A process that is stopped, not ended, keeps its session; PostgreSQL ends it after this. */
    private static final String IDLE_LIMIT = "5s";

    /** Every question of the sequencer is for a few rows by a key: whatever the statistics say, or not yet say, of a young log. */
    private static final String PLANS = "SET enable_seqscan = off; SET jit = off";

    private static final long NANOS_BETWEEN_SIGNS = 1_000_000_000L;

    private final Connection connection;
    private long lastSign = System.nanoTime();

    private SequencerSession(Connection connection) {
        this.connection = connection;
    }

    /** Returns the session if no other process has the lock. */
    static Optional<SequencerSession> tryOpen(DataSource writer) throws SQLException {
        Connection connection = writer.getConnection();
        boolean locked = false;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            row.next();
            locked = row.getBoolean(1);
            if (locked) {
                statement.execute("SET idle_session_timeout = '" + IDLE_LIMIT + "'");
                statement.execute(PLANS);
            }
            return locked ? Optional.of(new SequencerSession(connection)) : Optional.empty();
        } finally {
            if (!locked) {
                connection.close();
            }
        }
    }

    Connection connection() {
        return connection;
    }

    /** Gives a sign of life about every second; throws when the session, and the lock with it, is gone. */
    void keepAlive() throws SQLException {
        if (System.nanoTime() - lastSign < NANOS_BETWEEN_SIGNS) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            connection.commit();
        }
        lastSign = System.nanoTime();
    }

    @Override
    public void close() {
        try (Connection closing = connection;
                Statement statement = closing.createStatement()) {
            if (!closing.getAutoCommit()) {
                closing.rollback();
                closing.setAutoCommit(true);
            }
            statement.execute("SELECT pg_advisory_unlock_all()");
            statement.execute("RESET idle_session_timeout; RESET enable_seqscan; RESET jit");
        } catch (SQLException e) {
            LOG.debugf("The lock went with its session: state=%s", e.getSQLState());
        }
    }
}
