// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.platform.problem.StackText;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.domain.Watermark;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.store.ReadPosition;
import fi.lupa.preference.state.store.SnapshotStore;
import fi.lupa.preference.state.wire.FeedRecord;
import fi.lupa.preference.state.wire.SubjectKey;
import io.quarkus.agroal.DataSource;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/**
 * Keeps the index in memory: loads it once from PostgreSQL as of one moment, then follows the topics from exactly there. After
 * the load it needs PostgreSQL no more. What was loaded answers nothing before all is read that the topics held by then: what this
 * or another process has already answered from memory may not be in PostgreSQL yet (ADR 0069).
 */
@ApplicationScoped
class Tailer {

    private static final Logger LOG = Logger.getLogger(Tailer.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final javax.sql.DataSource writer;
    private final Map<String, Object> kafka;
    private final TopicWatch topics;
    private final SnapshotStore snapshots;
    private final TailTarget target;
    private final StopSignal stop;
    private final Map<Part, ReadPosition> next = new HashMap<>();
    private Optional<Shown> shown = Optional.empty();
    private volatile Set<Part> stopped = Set.of();

    Tailer(
            @DataSource("writer") javax.sql.DataSource writer,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicWatch topics,
            SnapshotStore snapshots,
            TailTarget target,
            StopSignal stop) {
        this.writer = writer;
        this.kafka = kafka;
        this.topics = topics;
        this.snapshots = snapshots;
        this.target = target;
        this.stop = stop;
    }

    private record Shown(MemoryIndex index, Set<Part> parts) {}

    /** The partitions that this tailer can read no further. */
    Set<Part> stopped() {
        return stopped;
    }

    /** Follows until the process ends. */
    void tail() {
        while (!stop.isRaised()) {
            Optional<TopicLayout> layout = topics.layout();
            if (layout.isPresent()) {
                tailOnce(layout.get());
            }
            stop.pause(PAUSE);
        }
    }

    private void tailOnce(TopicLayout layout) {
        try {
            Optional<MemoryIndex> held = shownFor(layout);
            MemoryIndex index = held.isPresent() ? held.get() : load(layout);
            try (FeedCursor cursor = FeedCursor.open(kafka, layout, next)) {
                if (held.isEmpty()) {
                    catchUp(cursor, layout, index);
                }
                while (isStill(layout)) {
                    take(cursor, layout, index);
                }
            }
        } catch (SQLException | KafkaException | IllegalStateException e) {
            if (!stop.isRaised()) {
                LOG.warnf("Following the topics stopped and begins again: %s", StackText.of(e));
            }
        }
    }

    /** Shows the index once it holds all that the topics held when the reading began. */
    private void catchUp(FeedCursor cursor, TopicLayout layout, MemoryIndex index) {
        FeedCursor.Ends ends = cursor.ends();
        while (!cursor.hasReached(ends) && isStill(layout)) {
            take(cursor, layout, index);
        }
        if (isStill(layout)) {
            shown = Optional.of(new Shown(index, layout.parts()));
            target.show(index);
            LOG.infof("Index shown: identifiers=%d", index.identifiers());
        }
    }

    private void take(FeedCursor cursor, TopicLayout layout, MemoryIndex index) {
        List<FeedRecord> records = cursor.poll(POLL);
        stopped = cursor.stopped();
        target.take(index, records);
        records.forEach(found -> passed(layout, found));
    }

    private boolean isStill(TopicLayout layout) {
        return !stop.isRaised() && topics.layout().equals(Optional.of(layout));
    }

    private void passed(TopicLayout layout, FeedRecord found) {
        Part part = found.origin().part();
        next.put(
                part,
                new ReadPosition(layout.of(part.feed()).id(), found.origin().offset() + 1));
    }

    /** Returns what is shown already, if it is of these very partitions. */
    private Optional<MemoryIndex> shownFor(TopicLayout layout) {
        return shown.filter(known -> known.parts().equals(layout.parts())).map(Shown::index);
    }

    private MemoryIndex load(TopicLayout layout) throws SQLException {
        long begun = System.nanoTime();
        int partitions = layout.of(Feed.STATES).partitions();
        MemoryIndex index = new MemoryIndex(layout.parts(), key -> partitionOf(key, partitions));
        try (Connection connection = writer.getConnection()) {
            SnapshotStore.Loaded snapshot = snapshots.load(connection, TailTarget.loading(index));
            next.clear();
            next.putAll(Positions.of(layout, snapshot.positions()));
            index.publish(marks(layout, snapshot));
        }
        LOG.infof(
                "Index loaded: identifiers=%d milliseconds=%d",
                index.identifiers(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        return index;
    }

    /** A mark of a topic that was lost vouches for nothing that may since have been answered. */
    private Map<Part, Watermark> marks(TopicLayout layout, SnapshotStore.Loaded snapshot) {
        Map<Part, Watermark> marks = Positions.of(layout, snapshot.marks());
        marks.keySet().removeIf(part -> !layout.isOf(part, next.get(part)));
        return marks;
    }

    /** The partition in which the relay's producer puts a key. */
    private static int partitionOf(SubjectKey key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.bytes())) % partitions;
    }
}
