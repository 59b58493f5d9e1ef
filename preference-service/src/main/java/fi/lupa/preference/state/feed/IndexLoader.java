// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.domain.Watermark;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.packed.AllStates;
import fi.lupa.preference.state.saved.IndexKeeper;
import fi.lupa.preference.state.saved.Reached;
import fi.lupa.preference.state.saved.SavedStates;
import fi.lupa.preference.state.store.ReadPosition;
import fi.lupa.preference.state.store.SnapshotStore;
import fi.lupa.preference.state.wire.SubjectKey;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/**
 * Makes the index that a start begins with: the states from the saved file if there is one that can be gone on from, otherwise from PostgreSQL
 * like everything else.
 */
@ApplicationScoped
class IndexLoader {

    private static final Logger LOG = Logger.getLogger(IndexLoader.class);

    private final javax.sql.DataSource writer;
    private final SnapshotStore snapshots;
    private final IndexKeeper keeper;

    IndexLoader(@DataSource("writer") javax.sql.DataSource writer, SnapshotStore snapshots, IndexKeeper keeper) {
        this.writer = writer;
        this.snapshots = snapshots;
        this.keeper = keeper;
    }

    /**
     * An index of the past.
     *
     * @param next where the topics go on from there
     * @param stored how far PostgreSQL has read them
     */
    record Loaded(MemoryIndex index, Map<Part, ReadPosition> next, Map<Part, ReadPosition> stored, boolean fromFile) {}

    Loaded load(TopicLayout layout) throws SQLException {
        long begun = System.nanoTime();
        try (Connection connection = writer.getConnection()) {
            Map<Part, ReadPosition> before = Positions.of(layout, snapshots.positions(connection));
            Optional<SavedStates> saved = keeper.find(reached -> goesOnFrom(reached, layout, before));
            Loaded loaded =
                    saved.isPresent() ? fromFile(layout, connection, saved.get()) : fromDatabase(layout, connection);
            LOG.infof(
                    "Index loaded: identifiers=%d milliseconds=%d from=%s",
                    loaded.index().identifiers(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                    loaded.fromFile() ? "file" : "database");
            return loaded;
        }
    }

    /** A database that has not read these topics was lost or emptied, and is to be believed more than a file beside it. */
    private static boolean goesOnFrom(Reached reached, TopicLayout layout, Map<Part, ReadPosition> stored) {
        return reached.positions().entrySet().stream()
                .allMatch(entry -> layout.isOf(entry.getKey(), entry.getValue())
                        && layout.isOf(entry.getKey(), stored.get(entry.getKey())));
    }

    private Loaded fromDatabase(TopicLayout layout, Connection connection) throws SQLException {
        MemoryIndex index = index(layout, new AllStates());
        SnapshotStore.Loaded rest = snapshots.load(connection, TailTarget.loading(index));
        Map<Part, ReadPosition> stored = Positions.of(layout, rest.positions());
        index.publish(marks(layout, rest, stored));
        return new Loaded(index, stored, stored, false);
    }

    private Loaded fromFile(TopicLayout layout, Connection connection, SavedStates saved) throws SQLException {
        MemoryIndex index = index(layout, saved.states());
        SnapshotStore.Loaded rest = snapshots.loadBesideStates(connection, TailTarget.loading(index));
        Map<Part, ReadPosition> stored = Positions.of(layout, rest.positions());
        Map<Part, ReadPosition> next = besideStates(stored);
        next.putAll(saved.reached().positions());
        Map<Part, Watermark> marks = besideStates(marks(layout, rest, stored));
        marks.putAll(saved.reached().marks());
        index.publish(marks);
        return new Loaded(index, next, stored, true);
    }

    private static <T> Map<Part, T> besideStates(Map<Part, T> all) {
        Map<Part, T> some = new HashMap<>(all);
        some.keySet().removeIf(part -> part.feed() == Feed.STATES);
        return some;
    }

    private static MemoryIndex index(TopicLayout layout, AllStates states) {
        int partitions = layout.of(Feed.STATES).partitions();
        return new MemoryIndex(layout.parts(), key -> partitionOf(key, partitions), states);
    }

    /** A mark of a topic that was lost vouches for nothing that may since have been answered. */
    private static Map<Part, Watermark> marks(
            TopicLayout layout, SnapshotStore.Loaded snapshot, Map<Part, ReadPosition> positions) {
        Map<Part, Watermark> marks = Positions.of(layout, snapshot.marks());
        marks.keySet().removeIf(part -> !layout.isOf(part, positions.get(part)));
        return marks;
    }

    /** The partition in which the relay's producer puts a key. */
    private static int partitionOf(SubjectKey key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.bytes())) % partitions;
    }
}
