// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.store.SnapshotStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/** An index as a starting replica loads it, which follows nothing. */
public final class LoadedIndex {

    private static final int PARTITIONS = 3;

    private LoadedIndex() {}

    /** Loads what the projector has written to this database, from topics with the usual names. */
    public static StateIndex from(Connection connection) throws SQLException {
        Map<Feed, TopicLayout.Topic> topics = new EnumMap<>(Feed.class);
        for (Feed feed : Feed.values()) {
            topics.put(feed, new TopicLayout.Topic(feed.topic("lupa"), "any", PARTITIONS));
        }
        TopicLayout layout = new TopicLayout(topics);
        MemoryIndex index =
                new MemoryIndex(layout.parts(), key -> Utils.toPositive(Utils.murmur2(key.bytes())) % PARTITIONS);
        SnapshotStore.Loaded loaded = new SnapshotStore().load(connection, TailTarget.loading(index));
        index.publish(Positions.of(layout, loaded.marks()));
        return () -> Optional.of(index);
    }
}
