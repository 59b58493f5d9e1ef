// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.saved.IndexKeeper;
import fi.lupa.preference.state.store.SnapshotStore;
import fi.lupa.preference.support.Until;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A replica's tailer, of which a test asks for one person. */
final class Replica implements AutoCloseable {

    private final TenantId tenant;
    private final List<IdentifierKey> person;
    private final StopSignal stop = new StopSignal();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Integer> revisionsWhenShown = new CopyOnWriteArrayList<>();
    private final LiveIndex index = new LiveIndex(meters, InstantSource.system()) {
        @Override
        void show(MemoryIndex loaded) {
            super.show(loaded);
            revisionsWhenShown.add(revision());
        }
    };
    private final TopicWatch topics;
    private final IndexLoader loader;
    private final Tailer tailer;
    private final List<Thread> threads;

    /** Makes one that does nothing before it is started; the keeper is its own. */
    Replica(
            OwnTopics own,
            javax.sql.DataSource writer,
            SnapshotStore snapshots,
            IndexKeeper keeper,
            TenantId tenant,
            IdentifierKey person) {
        this.tenant = tenant;
        this.person = List.of(person);
        this.topics = new TopicWatch(own.kafka(), own::prefix, stop);
        this.loader = new IndexLoader(writer, snapshots, keeper);
        Waiters waiters = new Waiters((delay, action) -> () -> {}, 1);
        TailTarget target = new TailTarget(index, waiters, new FeedMetrics(meters));
        this.tailer = new Tailer(own.kafka(), topics, loader, keeper, target, stop);
        this.threads =
                List.of(new Thread(this::watch, "watch-under-test"), new Thread(tailer::tail, "tailer-under-test"));
    }

    Replica start() {
        layout();
        threads.get(1).start();
        return this;
    }

    /** What the topics are, once they are there. */
    TopicLayout layout() {
        if (threads.get(0).getState() == Thread.State.NEW) {
            threads.get(0).start();
        }
        Until.holds("the topics are known", () -> topics.layout().isPresent());
        return topics.layout().orElseThrow();
    }

    /** What a start would begin with now. */
    IndexLoader loader() {
        return loader;
    }

    boolean isShown() {
        return index.view().isPresent();
    }

    /** What was held of the person at each moment at which an index was shown. */
    List<Integer> revisionsWhenShown() {
        return List.copyOf(revisionsWhenShown);
    }

    /** Which revision of the person is held; zero for none. */
    int revision() {
        return index.view().stream()
                .flatMap(view -> view.find(tenant, person).stream())
                .map(StateIndex.Found::facts)
                .map(facts -> facts.revision() == null ? 0 : facts.revision())
                .findFirst()
                .orElse(0);
    }

    /** Up to when it vouches; the epoch for never. */
    Instant asOf() {
        return index.view().orElseThrow().marks().asOf().orElse(Instant.EPOCH);
    }

    Set<Part> stopped() {
        return tailer.stopped();
    }

    double ignored() {
        return meters.find("lupa.ingest.ignored").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private void watch() {
        try {
            topics.watch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop.raise();
        threads.forEach(Replica::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
