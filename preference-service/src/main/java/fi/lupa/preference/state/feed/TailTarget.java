// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.domain.Watermark;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.store.SnapshotStore;
import fi.lupa.preference.state.wire.CatalogueDoubt;
import fi.lupa.preference.state.wire.CatalogueEntry;
import fi.lupa.preference.state.wire.ContactCount;
import fi.lupa.preference.state.wire.FeedRecord;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.state.wire.SubjectKey;
import fi.lupa.preference.state.wire.SuppressionRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Takes batches of records into the index, shows them with their marks, and lets waiting questions look. */
@ApplicationScoped
class TailTarget {

    private static final Logger LOG = Logger.getLogger(TailTarget.class);

    private final LiveIndex live;
    private final Waiters waiters;
    private final FeedMetrics metrics;

    TailTarget(LiveIndex live, Waiters waiters, FeedMetrics metrics) {
        this.live = live;
        this.waiters = waiters;
        this.metrics = metrics;
    }

    void show(MemoryIndex index) {
        live.show(index);
        waiters.signal();
    }

    void take(MemoryIndex index, List<FeedRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        Into into = new Into(index, metrics);
        records.forEach(found -> found.tell(into));
        index.publish(into.marks);
        waiters.signal();
    }

    /** Takes what PostgreSQL has kept. */
    static SnapshotStore.Sink loading(MemoryIndex index) {
        return new Kept(index);
    }

    private record Kept(MemoryIndex index) implements SnapshotStore.Sink {

        @Override
        public void state(HeldState state, boolean unreadable) {
            index.put(state);
            if (unreadable) {
                index.distrust(state.key());
            }
        }

        @Override
        public void entry(CatalogueEntry entry) {
            index.put(entry);
        }

        @Override
        public void doubt(CatalogueDoubt doubt) {
            index.doubt(doubt);
        }

        @Override
        public void suppression(SuppressionRecord suppression) {
            index.put(suppression);
        }

        @Override
        public void count(ContactCount count) {
            index.put(count);
        }

        @Override
        public void unreadableCounts(SubjectKey subject) {
            index.distrustCounts(subject);
        }

        @Override
        public void unreadable(SuppressionRecord.Place place) {
            index.distrust(place);
        }
    }

    private static final class Into implements FeedRecord.Cases {

        private final MemoryIndex index;
        private final FeedMetrics metrics;
        private final Map<Part, Watermark> marks = new HashMap<>();

        Into(MemoryIndex index, FeedMetrics metrics) {
            this.index = index;
            this.metrics = metrics;
        }

        @Override
        public void state(FeedRecord.State record) {
            index.put(record.state());
        }

        @Override
        public void catalogue(FeedRecord.Catalogue record) {
            index.put(record.entry());
        }

        @Override
        public void suppression(FeedRecord.Suppression record) {
            index.put(record.suppression());
        }

        @Override
        public void counted(FeedRecord.Counted record) {
            index.put(record.count());
        }

        @Override
        public void mark(FeedRecord.Mark record) {
            marks.put(record.origin().part(), record.watermark());
        }

        @Override
        public void ignored(FeedRecord.Ignored record) {
            metrics.ignored(FeedMetrics.Side.TAILER, record.origin().part().feed());
        }

        @Override
        public void rejected(FeedRecord.Rejected record) {
            boolean ofCounts = record.origin().part().feed() == Feed.CONTACTS;
            record.subject().ifPresent(ofCounts ? index::distrustCounts : index::distrust);
            record.doubt().ifPresent(index::doubt);
            record.block().ifPresent(index::distrust);
            Part part = record.origin().part();
            metrics.rejected(
                    FeedMetrics.Side.TAILER, part.feed(), record.rejection().reason());
            LOG.debugf(
                    "A record was left out: feed=%s partition=%d offset=%d",
                    part.feed(), part.partition(), record.origin().offset());
        }
    }
}
