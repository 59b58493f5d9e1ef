// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Works out where reading goes on, from the newest batch and the topics as they are. */
final class Starts {

    private Starts() {}

    /**
     * Returns a span for every partition: empty, at the position of the newest batch if the topic is still the same one, else
     * at the very start. Partitions of topics that are not there keep their position.
     */
    static List<Span> of(Tip tip, TopicPartitions topics) {
        Map<String, Span> starts = new LinkedHashMap<>();
        tip.spans().stream()
                .filter(span -> isStillTheSame(span, topics.byName().get(span.topic())))
                .forEach(span -> starts.put(place(span), span.next()));
        topics.byName().forEach((name, topic) -> {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                Span fresh = Span.start(topic.id(), name, partition);
                starts.putIfAbsent(place(fresh), fresh);
            }
        });
        return new ArrayList<>(starts.values());
    }

    /** Says whether every topic that must be there is there. */
    static boolean complete(TopicPartitions topics, long required) {
        return topics.byName().values().stream()
                        .filter(topic -> topic.feed().required())
                        .count()
                == required;
    }

    private static boolean isStillTheSame(Span span, TopicPartitions.@Nullable Topic now) {
        return now == null || now.id().equals(span.topicId());
    }

    private static String place(Span span) {
        return span.topic() + "-" + span.partition();
    }
}
