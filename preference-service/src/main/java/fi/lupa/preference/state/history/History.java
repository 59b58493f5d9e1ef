// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.history;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.domain.Watermark;
import fi.lupa.preference.state.domain.Watermarks;
import fi.lupa.preference.state.feed.TopicConfig;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.store.SnapshotStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Shows what was held at a moment of the past, from PostgreSQL; blocks. */
@ApplicationScoped
public class History {

    private static final Logger LOG = Logger.getLogger(History.class);
    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
    private static final String TENANT = "SELECT set_config('lupa.tenant', ?, true)";

    private final DataSource reader;
    private final SnapshotStore snapshots;
    private final StateIndex live;
    private final TopicConfig topics;

    History(DataSource reader, SnapshotStore snapshots, StateIndex live, TopicConfig topics) {
        this.reader = reader;
        this.snapshots = snapshots;
        this.live = live;
        this.topics = topics;
    }

    /** Runs the work on what was held then. Refuses with 503 what is not complete up to the moment of knowledge. */
    public <T> T at(TenantId tenant, Moment moment, Function<StateIndex.View, T> work) {
        StateIndex.View now = live.view().orElseThrow(() -> new ProblemException(ProblemCode.STATE_UNAVAILABLE));
        try (Connection connection = reader.getConnection()) {
            connection.setAutoCommit(false);
            try {
                begin(connection, tenant);
                return work.apply(view(connection, tenant, moment, now));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.warnf("History cannot be read: state=%s", e.getSQLState());
            throw new ProblemException(ProblemCode.DATABASE_UNAVAILABLE);
        }
    }

    private StateIndex.View view(Connection connection, TenantId tenant, Moment moment, StateIndex.View live)
            throws SQLException {
        Watermarks stored = stored(connection, live.marks());
        Instant asOf = stored.asOf().orElseThrow(() -> new ProblemException(ProblemCode.STATE_UNAVAILABLE));
        Instant known = moment.knownAt().orElse(asOf);
        if (known.isAfter(asOf)) {
            throw new ProblemException(ProblemCode.STATE_UNAVAILABLE);
        }
        Instant inForce = moment.at().isBefore(known) ? moment.at() : known;
        MemoryIndex catalogue = new MemoryIndex(Set.of(), key -> 0);
        snapshots.catalogueAt(connection, new SnapshotStore.CatalogueMoment(tenant, inForce, known), sink(catalogue));
        catalogue.publish(Map.of());
        return new PastView(catalogue, live, new PastTables(connection), stored.until(known), moment.at(), known);
    }

    private static SnapshotStore.CatalogueSink sink(MemoryIndex catalogue) {
        return SnapshotStore.CatalogueSink.of(catalogue::put, catalogue::doubt);
    }

    private Watermarks stored(Connection connection, Watermarks live) throws SQLException {
        Map<SnapshotStore.TopicPart, Watermark> kept = SnapshotStore.marks(connection);
        Map<Part, Watermark> heard = new HashMap<>();
        for (Feed feed : Feed.values()) {
            String topic = feed.topic(topics.topicPrefix());
            for (int partition = 0; partition < live.partitions(feed); partition++) {
                Watermark mark = kept.get(new SnapshotStore.TopicPart(topic, partition));
                if (mark != null) {
                    heard.put(new Part(feed, partition), mark);
                }
            }
        }
        return live.unheard().heard(heard);
    }

    private static void begin(Connection connection, TenantId tenant) throws SQLException {
        try (PreparedStatement isolation = connection.prepareStatement(SNAPSHOT);
                PreparedStatement setting = connection.prepareStatement(TENANT)) {
            isolation.execute();
            setting.setString(1, tenant.value().toString());
            setting.execute();
        }
    }
}
