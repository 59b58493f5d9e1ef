// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.domain.JournalPosition;
import fi.lupa.consent.journal.relay.Comparison.SubjectKey;
import fi.lupa.consent.journal.relay.Topics.Extent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Puts on the topics again what was lost there, before any watermark says that it is there. */
final class Republication {

    private static final int BATCH = 500;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final UUID FIRST = new UUID(0, 0);

    private final TopicDefinitions topics;
    private final JournalReader journal;
    private final EventRecords records;
    private final Sender sender;

    Republication(TopicDefinitions topics, JournalReader journal, EventRecords records, Sender sender) {
        this.topics = topics;
        this.journal = journal;
        this.records = records;
        this.sender = sender;
    }

    /** Publishes facts after the surviving place, current states and the whole catalogue, each if its topic has lost something. */
    void run(Comparison comparison, JournalPosition surviving, JournalPosition place) throws SQLException {
        if (hasLost(comparison, topics.events())) {
            walk(surviving, from -> facts(from, place), records::fact);
        }
        if (hasLost(comparison, topics.states())) {
            states();
        } else {
            for (SubjectKey subject : comparison.rewritten()) {
                publish(journal.currentState(subject.tenant(), subject.subject()), records::state);
            }
        }
        if (hasLost(comparison, topics.suppressions())) {
            suppressions();
        }
        if (hasLost(comparison, topics.catalogue())) {
            walk(JournalPosition.START, from -> catalogue(from, place), records::catalogue);
        }
        if (hasLost(comparison, topics.contacts())) {
            walk(JournalPosition.START, from -> counts(from, place), records::counts);
        }
        if (hasLost(comparison, topics.recipientNotices())) {
            walk(JournalPosition.START, from -> recipientNotices(from, place), records::recipientNotice);
        }
    }

    private void suppressions() throws SQLException {
        List<JournalRow> rows = journal.suppressions(FIRST, List.of("", "", ""), BATCH);
        while (!rows.isEmpty()) {
            publish(rows, records::suppression);
            JournalRow last = rows.get(rows.size() - 1);
            rows = journal.suppressions(last.tenant(), EventRecords.place(last), BATCH);
        }
    }

    /** The place after which facts have to be published again: that of the oldest of the last facts that each shortened partition still has. */
    static JournalPosition surviving(
            List<TopicPartition> lost, Map<TopicPartition, Extent> extents, TopicTail tail, JournalLookup journal) {
        return lost.stream()
                .map(partition -> lastFact(partition, extents.get(partition), tail, journal))
                .min(JournalPosition::compareTo)
                .orElse(JournalPosition.START);
    }

    private static JournalPosition lastFact(
            TopicPartition partition, @Nullable Extent extent, TopicTail tail, JournalLookup journal) {
        if (extent == null || extent.end() == extent.begin()) {
            return JournalPosition.START;
        }
        List<JournalPosition> place = new ArrayList<>();
        tail.read(partition, extent.end() - 1, extent.end(), batch -> {
            TailRecord.read(batch.get(batch.size() - 1)).ifPresent(fact -> place.add(placeOf(journal, fact)));
            return true;
        });
        return place.isEmpty() ? JournalPosition.START : place.get(0);
    }

    private static JournalPosition placeOf(JournalLookup journal, TailRecord fact) {
        try {
            return journal.placeOf(fact.tenant(), fact.eventId());
        } catch (SQLException e) {
            throw new RelayFailure("the journal cannot be asked", e);
        }
    }

    private static boolean hasLost(Comparison comparison, String topic) {
        return comparison.lost().stream()
                .anyMatch(partition -> partition.topic().equals(topic));
    }

    private void states() throws SQLException {
        List<JournalRow> rows = journal.currentStates(FIRST, "", BATCH);
        while (!rows.isEmpty()) {
            publish(rows, records::state);
            JournalRow last = rows.get(rows.size() - 1);
            String subject = last.subject();
            rows = subject == null ? List.of() : journal.currentStates(last.tenant(), subject, BATCH);
        }
    }

    private void walk(
            JournalPosition start,
            Function<JournalPosition, List<JournalRow>> next,
            Function<JournalRow, ProducerRecord<String, byte[]>> maker) {
        List<JournalRow> rows = next.apply(start);
        while (!rows.isEmpty()) {
            publish(rows, maker);
            rows = next.apply(rows.get(rows.size() - 1).place());
        }
    }

    private void publish(List<JournalRow> rows, Function<JournalRow, ProducerRecord<String, byte[]>> maker) {
        sender.send(rows.stream().filter(JournalRow::isPublished).map(maker).toList(), LIMIT);
    }

    private List<JournalRow> facts(JournalPosition from, JournalPosition place) {
        try {
            return journal.facts(from, place, BATCH);
        } catch (SQLException e) {
            throw new RelayFailure("the journal cannot be read", e);
        }
    }

    private List<JournalRow> catalogue(JournalPosition from, JournalPosition place) {
        try {
            return journal.catalogue(from, place, BATCH);
        } catch (SQLException e) {
            throw new RelayFailure("the journal cannot be read", e);
        }
    }

    private List<JournalRow> counts(JournalPosition from, JournalPosition place) {
        try {
            return journal.counts(from, place, BATCH);
        } catch (SQLException e) {
            throw new RelayFailure("the journal cannot be read", e);
        }
    }

    private List<JournalRow> recipientNotices(JournalPosition from, JournalPosition place) {
        try {
            return journal.recipientNotices(from, place, BATCH);
        } catch (SQLException e) {
            throw new RelayFailure("the journal cannot be read", e);
        }
    }
}
