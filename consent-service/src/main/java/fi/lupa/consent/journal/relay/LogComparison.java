// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.domain.Agreement;
import fi.lupa.consent.journal.relay.Comparison.SubjectKey;
import fi.lupa.consent.journal.relay.JournalLookup.Identity;
import fi.lupa.consent.journal.relay.Progress.Mark;
import fi.lupa.consent.journal.relay.TailRecord.Kind;
import fi.lupa.consent.journal.relay.Topics.Extent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Compares, before anything is published, what the topics hold with what the database knows. */
final class LogComparison {

    private final JournalLookup journal;
    private final TopicTail tail;
    private final List<TopicPartition> lost = new ArrayList<>();
    private final Set<SubjectKey> rewritten = new HashSet<>();

    LogComparison(JournalLookup journal, TopicTail tail) {
        this.journal = journal;
        this.tail = tail;
    }

    /**
     * Compares and notes in {@code progress} where each partition ends now. It must not be saved before {@link Comparison#lost} has been published
     * again.
     */
    Comparison compare(Progress progress, Map<TopicPartition, Extent> extents) throws SQLException {
        Identity identity = journal.identity();
        if (!identity.sameSystem()) {
            return Comparison.topicAhead("the database runs in another cluster than when its epoch was opened");
        }
        if (progress.place().epoch() == identity.epoch() && progress.place().xid() > identity.xmax()) {
            return Comparison.topicAhead("the relay was further than the database's transactions are");
        }
        for (Map.Entry<TopicPartition, Extent> entry : extents.entrySet()) {
            if (!agrees(identity, progress, entry.getKey(), entry.getValue())) {
                return Comparison.topicAhead(entry.getKey() + " holds records that the database does not know");
            }
        }
        return new Comparison(Optional.empty(), List.copyOf(lost), Set.copyOf(rewritten));
    }

    private boolean agrees(Identity identity, Progress progress, TopicPartition partition, Extent extent) {
        Mark mark = progress.mark(partition);
        boolean sameTopic = mark == null || mark.topicId().equals(extent.topicId());
        long next = mark == null || !sameTopic ? 0 : mark.next();
        Agreement agreement = Agreement.of(sameTopic, next, extent.end());
        if (agreement == Agreement.TOPIC_LOST) {
            lost.add(partition);
        }
        progress.mark(partition, new Mark(extent.topicId(), extent.end()));
        long from = Math.max(next, extent.begin());
        return from >= extent.end() || tail.read(partition, from, extent.end(), records -> knows(identity, records));
    }

    private boolean knows(Identity identity, List<ConsumerRecord<byte[], byte[]>> records) {
        List<TailRecord> ours = new ArrayList<>();
        records.forEach(record -> TailRecord.read(record).ifPresent(ours::add));
        List<TailRecord> states = only(ours, Kind.STATE);
        states.forEach(state -> rewritten.add(new SubjectKey(state.tenant(), state.subject())));
        List<TailRecord> events = new ArrayList<>(only(ours, Kind.FACT));
        events.addAll(only(ours, Kind.CATALOGUE));
        try {
            return only(ours, Kind.WATERMARK).stream().allMatch(mark -> isPast(identity, mark))
                    && journal.knowsEvents(events)
                    && journal.knowsStates(states);
        } catch (SQLException e) {
            throw new RelayFailure("the journal cannot be asked", e);
        }
    }

    private static List<TailRecord> only(List<TailRecord> records, Kind kind) {
        return records.stream().filter(record -> record.kind() == kind).toList();
    }

    private static boolean isPast(Identity identity, TailRecord mark) {
        return mark.epoch() < identity.epoch() || (mark.epoch() == identity.epoch() && mark.xid() <= identity.xmax());
    }
}
