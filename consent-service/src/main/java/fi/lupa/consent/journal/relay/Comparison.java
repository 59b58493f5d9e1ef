// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/**
 * What became of comparing database and topics.
 *
 * @param ahead why the topics are ahead of the database, if they are: then nothing may be written
 * @param lost the partitions whose records have to be published again
 * @param rewritten the subjects whose state somebody put on the topic beyond the acknowledged offset; their current state goes after it
 */
record Comparison(Optional<String> ahead, List<TopicPartition> lost, Set<SubjectKey> rewritten) {

    /** A subject of a tenant. */
    record SubjectKey(UUID tenant, String subject) {}

    static Comparison topicAhead(String why) {
        return new Comparison(Optional.of(why), List.of(), Set.of());
    }
}
