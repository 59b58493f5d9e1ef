// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.store.ProjectionStore;
import fi.lupa.preference.state.wire.FeedRecord;
import fi.lupa.preference.state.wire.RejectionReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Writes what was read; a record that the database will not store is found by halving and kept as a rejection instead. */
@ApplicationScoped
class ProjectionWriter {

    private static final Logger LOG = Logger.getLogger(ProjectionWriter.class);
    private static final String DATA_EXCEPTION = "22";
    private static final String CONSTRAINT_VIOLATION = "23";
    private static final String PROGRAM_LIMIT = "54";

    private final ProjectionStore store;
    private final FeedMetrics metrics;

    ProjectionWriter(ProjectionStore store, FeedMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    void write(Connection connection, List<FeedRecord> records, TopicLayout layout) throws SQLException {
        try {
            store.write(connection, records, topicOf(layout));
            records.forEach(this::count);
        } catch (SQLException e) {
            if (!isAboutTheData(e)) {
                throw e;
            }
            writeLess(connection, records, layout);
        }
    }

    private void writeLess(Connection connection, List<FeedRecord> records, TopicLayout layout) throws SQLException {
        if (records.size() == 1) {
            FeedRecord refused = records.get(0).refused(RejectionReason.NOT_STORABLE);
            store.write(connection, List.of(refused), topicOf(layout));
            count(refused);
            return;
        }
        int half = records.size() / 2;
        write(connection, records.subList(0, half), layout);
        write(connection, records.subList(half, records.size()), layout);
    }

    private void count(FeedRecord found) {
        Part part = found.origin().part();
        if (found instanceof FeedRecord.Rejected rejected) {
            RejectionReason reason = rejected.rejection().reason();
            metrics.rejected(FeedMetrics.Side.PROJECTOR, part.feed(), reason);
            LOG.warnf(
                    "A record was not taken in: feed=%s partition=%d offset=%d reason=%s",
                    part.feed(), part.partition(), found.origin().offset(), reason);
        } else if (found instanceof FeedRecord.Ignored) {
            metrics.ignored(FeedMetrics.Side.PROJECTOR, part.feed());
        }
    }

    private static boolean isAboutTheData(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith(DATA_EXCEPTION)
                || state.startsWith(CONSTRAINT_VIOLATION)
                || state.startsWith(PROGRAM_LIMIT);
    }

    private static Function<Part, ProjectionStore.TopicRef> topicOf(TopicLayout layout) {
        return part -> {
            TopicLayout.Topic topic = layout.of(part.feed());
            return new ProjectionStore.TopicRef(topic.name(), topic.id());
        };
    }
}
