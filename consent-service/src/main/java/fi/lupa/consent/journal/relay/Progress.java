// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.domain.JournalPosition;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far the relay has come: in the journal, and in each partition of the topics it writes. One thread uses it. */
final class Progress {

    /** The offset after the last acknowledged record, on the topic of this id. */
    record Mark(String topicId, long next) {}

    private final Map<TopicPartition, Mark> marks = new HashMap<>();
    private final Map<TopicPartition, Mark> unsaved = new HashMap<>();
    private JournalPosition place = JournalPosition.START;

    JournalPosition place() {
        return place;
    }

    void moveTo(JournalPosition next) {
        place = next;
    }

    @Nullable
    Mark mark(TopicPartition partition) {
        return marks.get(partition);
    }

    /** Loads what was saved. */
    void loaded(TopicPartition partition, Mark mark) {
        marks.put(partition, mark);
    }

    /** Notes what was acknowledged or found. */
    void mark(TopicPartition partition, Mark mark) {
        marks.put(partition, mark);
        unsaved.put(partition, mark);
    }

    Map<TopicPartition, Mark> unsaved() {
        return Map.copyOf(unsaved);
    }

    void saved() {
        unsaved.clear();
    }
}
