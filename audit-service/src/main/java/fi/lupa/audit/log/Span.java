// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.Source;

/**
 * What a batch read of one partition, and so where the next one goes on.
 *
 * @param topicId the topic's identity, which does not survive its deletion
 * @param from the first offset of the batch
 * @param to the offset after the last
 */
record Span(String topicId, String topic, int partition, long from, long to) {

    static Span start(String topicId, String topic, int partition) {
        return new Span(topicId, topic, partition, 0, 0);
    }

    /** Returns the empty span after this one. */
    Span next() {
        return new Span(topicId, topic, partition, to, to);
    }

    Span reaching(Source source) {
        return new Span(topicId, topic, partition, from, source.offset() + 1);
    }

    long offsets() {
        return to - from;
    }
}
