// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.domain.JournalPosition;
import fi.lupa.consent.journal.relay.Progress.Mark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Keeps {@link Progress} in {@code relay_position} and {@code relay_progress}. */
final class ProgressStore {

    private static final String POSITION = "SELECT epoch, xid::text::bigint AS xid, position FROM relay_position";
    private static final String MARKS = "SELECT topic, partition, topic_id, acked FROM relay_progress";
    private static final String SAVE_POSITION = """
            INSERT INTO relay_position (epoch, xid, position, changed_at) VALUES (?, ?::xid8, ?, clock_timestamp())
            ON CONFLICT (one) DO UPDATE SET epoch = excluded.epoch, xid = excluded.xid,
              position = excluded.position, changed_at = excluded.changed_at""";
    private static final String SAVE_MARK = """
            INSERT INTO relay_progress (topic, partition, topic_id, acked) VALUES (?, ?, ?, ?)
            ON CONFLICT (topic, partition) DO UPDATE SET topic_id = excluded.topic_id, acked = excluded.acked""";

    private final Connection connection;

    ProgressStore(Connection connection) {
        this.connection = connection;
    }

    Progress load() throws SQLException {
        Progress progress = new Progress();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(POSITION)) {
                if (row.next()) {
                    progress.moveTo(
                            new JournalPosition(row.getInt("epoch"), row.getLong("xid"), row.getLong("position")));
                }
            }
            try (ResultSet row = statement.executeQuery(MARKS)) {
                while (row.next()) {
                    progress.loaded(
                            new TopicPartition(row.getString("topic"), row.getInt("partition")),
                            new Mark(row.getString("topic_id"), row.getLong("acked") + 1));
                }
            }
        }
        return progress;
    }

    /** Saves what has changed, in one transaction that is on disk when this returns, and returns the first xid that comes after it. */
    long save(Progress progress) throws SQLException {
        connection.setAutoCommit(false);
        try {
            write(progress);
            long xid = xid();
            connection.commit();
            progress.saved();
            return xid + 1;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private long xid() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_xact_id()::text::bigint")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void write(Progress progress) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement position = connection.prepareStatement(SAVE_POSITION);
                PreparedStatement marks = connection.prepareStatement(SAVE_MARK)) {
            statement.execute("SET LOCAL synchronous_commit = on");
            position.setInt(1, progress.place().epoch());
            position.setString(2, Long.toString(progress.place().xid()));
            position.setLong(3, progress.place().position());
            position.executeUpdate();
            for (Map.Entry<TopicPartition, Mark> mark : progress.unsaved().entrySet()) {
                marks.setString(1, mark.getKey().topic());
                marks.setInt(2, mark.getKey().partition());
                marks.setString(3, mark.getValue().topicId());
                marks.setLong(4, mark.getValue().next() - 1);
                marks.addBatch();
            }
            marks.executeBatch();
        }
    }
}
