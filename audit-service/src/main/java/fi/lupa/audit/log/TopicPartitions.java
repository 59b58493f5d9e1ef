// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.Feed;
import java.util.Map;

/**
 * The topics as the broker has them now.
 *
 * @param byName a topic that does not exist is not in it
 */
record TopicPartitions(Map<String, Topic> byName) {

    TopicPartitions {
        byName = Map.copyOf(byName);
    }

    /** One topic's identity and size. */
    record Topic(Feed feed, String id, int partitions) {}
}
