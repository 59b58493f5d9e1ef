// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The database session that makes its holder the only projector: everything is written on the very connection that holds the
 * lock, so whoever lost the lock can no longer write. An idle session ends after three seconds, so a stopped holder loses it.
 */
final class LockedSession implements AutoCloseable {

    /** The advisory lock {@code preference projector}; one number for each kind of single worker in this database. */
    private static final long PROJECTOR_LOCK = 0x6c75_7061_0001L;

    private final Connection connection;

    private LockedSession(Connection connection) {
        this.connection = connection;
    }

    /** Returns the session if nobody else holds the lock. */
    static Optional<LockedSession> tryOpen(DataSource writer) throws SQLException {
        Connection connection = writer.getConnection();
        try {
            if (ask(connection, "SELECT pg_try_advisory_lock(" + PROJECTOR_LOCK + ")")) {
                run(connection, "SET idle_session_timeout = '3s'");
                return Optional.of(new LockedSession(connection));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    Connection connection() {
        return connection;
    }

    /** Uses the session, so that it is not idle; fails if the lock was lost with it. */
    void touch() throws SQLException {
        ask(connection, "SELECT true");
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            run(connection, "RESET idle_session_timeout");
            ask(connection, "SELECT pg_advisory_unlock(" + PROJECTOR_LOCK + ")");
        }
    }

    private static boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
