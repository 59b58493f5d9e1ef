// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.journal.relay.Comparison.SubjectKey;
import fi.lupa.consent.journal.relay.TailRecord.Kind;
import fi.lupa.consent.journal.relay.Topics.Extent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What the topics hold: the newest state of each subject, the blocks of lists that only grow, and which entries of the catalogue the database
 * does not know. A state older than what the
 * topic already showed is not taken, whatever its place.
 */
record TopicContents(
        Map<SubjectKey, ObjectNode> states, Set<String> unknownCatalogue, Map<String, ObjectNode> growingBlocks) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static TopicContents read(
            TopicDefinitions topics, Map<TopicPartition, Extent> extents, TopicTail tail, JournalLookup journal) {
        TopicContents contents = new TopicContents(new HashMap<>(), new HashSet<>(), new HashMap<>());
        extents.forEach((partition, extent) -> {
            if (extent.begin() < extent.end() && partition.topic().equals(topics.states())) {
                tail.read(partition, extent.begin(), extent.end(), contents::states);
            }
            if (extent.begin() < extent.end() && partition.topic().equals(topics.suppressions())) {
                tail.read(partition, extent.begin(), extent.end(), contents::suppressions);
            }
            if (extent.begin() < extent.end() && partition.topic().equals(topics.catalogue())) {
                tail.read(partition, extent.begin(), extent.end(), batch -> contents.catalogue(batch, journal));
            }
        });
        return contents;
    }

    private boolean states(List<ConsumerRecord<byte[], byte[]>> batch) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            TailRecord.read(record)
                    .filter(found -> found.kind() == Kind.STATE)
                    .ifPresent(found -> states.merge(
                            new SubjectKey(found.tenant(), found.subject()), body(record), TopicContents::newer));
        }
        return true;
    }

    /** Of lists that only grow; a register is sent again by whoever keeps it. */
    private boolean suppressions(List<ConsumerRecord<byte[], byte[]>> batch) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            ObjectNode body = body(record);
            if (body.path("entries").isArray() && body.path("slot").isNull()) {
                growingBlocks.put(new String(record.key(), StandardCharsets.UTF_8), body);
            }
        }
        return true;
    }

    private boolean catalogue(List<ConsumerRecord<byte[], byte[]>> batch, JournalLookup journal) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            TailRecord.read(record)
                    .filter(found -> found.kind() == Kind.CATALOGUE)
                    .filter(found -> !isKnown(journal, found))
                    .ifPresent(found -> unknownCatalogue.add(name(body(record))));
        }
        return true;
    }

    private static String name(JsonNode entry) {
        return "catalogue: " + entry.path("kind").asText() + " "
                + entry.path("id").asText() + " version "
                + entry.path("version").asText();
    }

    private static boolean isKnown(JournalLookup journal, TailRecord entry) {
        try {
            return journal.knowsEvents(List.of(entry));
        } catch (SQLException e) {
            throw new RelayFailure("the journal cannot be asked", e);
        }
    }

    private static ObjectNode newer(ObjectNode one, ObjectNode other) {
        int byEpoch = Integer.compare(
                one.path("epoch").intValue(), other.path("epoch").intValue());
        int byRevision = Integer.compare(
                one.path("revision").intValue(), other.path("revision").intValue());
        return (byEpoch == 0 ? byRevision : byEpoch) > 0 ? one : other;
    }

    private static ObjectNode body(ConsumerRecord<byte[], byte[]> record) {
        try {
            return (ObjectNode) JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
