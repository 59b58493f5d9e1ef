// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.WriteRefusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What the database itself remembers about whether it may be written: for all processes, across their restarts. */
final class WriteHolds {

    private static final String REFUSAL = """
            SELECT EXISTS (SELECT FROM write_hold),
              EXISTS (SELECT FROM relay_position WHERE compared_run = pg_postmaster_start_time())""";
    private static final String HOLD =
            "INSERT INTO write_hold (reason, since) VALUES (?, clock_timestamp()) ON CONFLICT (one) DO NOTHING";
    private static final String COMPARED = """
            INSERT INTO relay_position (epoch, xid, position, changed_at, compared_run)
            VALUES (0, '0', 0, clock_timestamp(), pg_postmaster_start_time())
            ON CONFLICT (one) DO UPDATE SET compared_run = excluded.compared_run""";

    private final Connection connection;

    WriteHolds(Connection connection) {
        this.connection = connection;
    }

    /** Why writes are refused now: a hold stands, or the server was started since it was last compared with the topics. */
    Optional<WriteRefusal> refusal() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(REFUSAL)) {
            row.next();
            if (row.getBoolean(1)) {
                return Optional.of(WriteRefusal.RESTORED_BEHIND_LOG);
            }
            return row.getBoolean(2) ? Optional.empty() : Optional.of(WriteRefusal.NOT_COMPARED_WITH_LOG);
        }
    }

    boolean stands() throws SQLException {
        return refusal().filter(WriteRefusal.RESTORED_BEHIND_LOG::equals).isPresent();
    }

    /** Holds all writes until {@code recover} has run. */
    void hold(String reason) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(HOLD)) {
            insert.setString(1, reason);
            insert.executeUpdate();
        }
    }

    /** Notes that database and topics agree since this start of the server. */
    void compared() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(COMPARED);
        }
    }
}
