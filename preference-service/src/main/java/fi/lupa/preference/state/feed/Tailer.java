// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.platform.problem.StackText;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.saved.IndexKeeper;
import fi.lupa.preference.state.store.ReadPosition;
import fi.lupa.preference.state.wire.FeedRecord;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Keeps the index in memory: loads it once as of one moment, then follows the topics from exactly there. After
 * the load it needs PostgreSQL no more. What was loaded answers nothing before all is read that the topics held by then: what this
 * or another process has already answered from memory may not be in PostgreSQL yet (ADR 0069).
 */
@ApplicationScoped
class Tailer {

    private static final Logger LOG = Logger.getLogger(Tailer.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Map<String, Object> kafka;
    private final TopicWatch topics;
    private final IndexLoader loader;
    private final IndexKeeper keeper;
    private final TailTarget target;
    private final StopSignal stop;
    private final Map<Part, ReadPosition> next = new HashMap<>();
    private Optional<Shown> shown = Optional.empty();
    private volatile Set<Part> stopped = Set.of();

    Tailer(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicWatch topics,
            IndexLoader loader,
            IndexKeeper keeper,
            TailTarget target,
            StopSignal stop) {
        this.kafka = kafka;
        this.topics = topics;
        this.loader = loader;
        this.keeper = keeper;
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
            Optional<IndexLoader.Loaded> fresh =
                    shownFor(layout).isPresent() ? Optional.empty() : Optional.of(load(layout));
            try (FeedCursor cursor = FeedCursor.open(kafka, layout, next)) {
                fresh.ifPresent(loaded -> begin(cursor, layout, loaded));
                shownFor(layout).ifPresent(index -> follow(cursor, layout, index));
            }
        } catch (SQLException | KafkaException | IllegalStateException e) {
            if (!stop.isRaised()) {
                LOG.warnf("Following the topics stopped and begins again: %s", StackText.of(e));
            }
        }
    }

    private IndexLoader.Loaded load(TopicLayout layout) throws SQLException {
        IndexLoader.Loaded loaded = loader.load(layout);
        next.clear();
        next.putAll(loaded.next());
        return loaded;
    }

    private void begin(FeedCursor cursor, TopicLayout layout, IndexLoader.Loaded loaded) {
        if (loaded.fromFile() && !cursor.hasAllUpTo(loaded.stored())) {
            LOG.warn("The topics do not go on from where the saved index ends, so all is read from PostgreSQL.");
            keeper.forget();
        } else {
            catchUp(cursor, layout, loaded.index());
        }
    }

    private void follow(FeedCursor cursor, TopicLayout layout, MemoryIndex index) {
        while (isStill(layout)) {
            take(cursor, layout, index);
            keeper.keep(index, next);
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
}
