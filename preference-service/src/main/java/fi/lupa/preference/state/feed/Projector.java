// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.platform.problem.StackText;
import fi.lupa.platform.tracing.Trail;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.store.ReadPosition;
import fi.lupa.preference.state.store.SnapshotStore;
import fi.lupa.preference.state.wire.FeedRecord;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.agroal.DataSource;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Writes the four topics into PostgreSQL, offsets in the same transaction; one is active in all replicas. After any failure it
 * begins again where the last commit ended.
 */
@ApplicationScoped
class Projector {

    private static final Logger LOG = Logger.getLogger(Projector.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Answers come from memory: what PostgreSQL holds may be so much older, and is written in fewer transactions (ADR 0058). */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private final javax.sql.DataSource writer;
    private final Map<String, Object> kafka;
    private final TopicWatch topics;
    private final SnapshotStore snapshots;
    private final ProjectionWriter projection;
    private final StopSignal stop;
    private volatile Set<Part> stopped = Set.of();

    Projector(
            @DataSource("writer") javax.sql.DataSource writer,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicWatch topics,
            SnapshotStore snapshots,
            ProjectionWriter projection,
            StopSignal stop) {
        this.writer = writer;
        this.kafka = kafka;
        this.topics = topics;
        this.snapshots = snapshots;
        this.projection = projection;
        this.stop = stop;
    }

    /** The partitions that this projector can read no further. */
    Set<Part> stopped() {
        return stopped;
    }

    /** Projects until the process ends. */
    void project() {
        while (!stop.isRaised()) {
            Optional<TopicLayout> layout = topics.layout();
            if (layout.isPresent()) {
                projectOnce(layout.get());
            }
            stop.pause(PAUSE);
        }
    }

    private void projectOnce(TopicLayout layout) {
        try {
            Optional<LockedSession> session = LockedSession.tryOpen(writer);
            if (session.isPresent()) {
                try (LockedSession held = session.get()) {
                    LOG.info("This process projects states, suppressions and catalogue into PostgreSQL.");
                    projectWhileHeld(held, layout);
                }
            }
        } catch (SQLException | KafkaException | IllegalStateException e) {
            if (!stop.isRaised()) {
                LOG.warnf("Projecting stopped and begins again: %s", StackText.of(e));
            }
        }
    }

    private void projectWhileHeld(LockedSession session, TopicLayout layout) throws SQLException {
        Map<Part, ReadPosition> positions = Positions.of(layout, snapshots.positions(session.connection()));
        try (FeedCursor cursor = FeedCursor.open(kafka, layout, positions)) {
            while (!stop.isRaised() && topics.layout().equals(Optional.of(layout))) {
                List<FeedRecord> records = cursor.poll(POLL);
                stopped = cursor.stopped();
                if (records.isEmpty()) {
                    session.touch();
                } else {
                    long begun = System.nanoTime();
                    List<Trail.Step> steps = Trail.steps("state project", SpanKind.CONSUMER, cursor.traces());
                    projection.write(session.connection(), records, layout);
                    steps.forEach(Trail.Step::end);
                    gather(cursor, begun);
                }
            }
        }
    }

    private void gather(FeedCursor cursor, long begun) {
        if (!cursor.isBehind()) {
            stop.pause(GATHERING.minusNanos(System.nanoTime() - begun));
        }
    }
}
