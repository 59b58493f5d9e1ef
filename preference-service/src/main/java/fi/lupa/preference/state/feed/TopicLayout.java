// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.store.ReadPosition;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the four topics are at a moment: their ids and how many partitions each has. */
record TopicLayout(Map<Feed, Topic> topics) {

    /** One topic; the id is another one after it was deleted and created again. */
    record Topic(String name, String id, int partitions) {}

    TopicLayout {
        topics = Map.copyOf(topics);
    }

    Topic of(Feed feed) {
        return Objects.requireNonNull(topics.get(feed), "every feed has a topic");
    }

    /** Tells whether a position is one in this very topic; none is not. */
    boolean isOf(Part part, @Nullable ReadPosition position) {
        return position != null && position.topicId().equals(of(part.feed()).id());
    }

    Optional<Feed> feedOf(String topicName) {
        return topics.entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(topicName))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    Set<Part> parts() {
        Set<Part> parts = new LinkedHashSet<>();
        for (Feed feed : Feed.values()) {
            for (int partition = 0; partition < of(feed).partitions(); partition++) {
                parts.add(new Part(feed, partition));
            }
        }
        return parts;
    }

    TopicPartition partition(Part part) {
        return new TopicPartition(of(part.feed()).name(), part.partition());
    }
}
