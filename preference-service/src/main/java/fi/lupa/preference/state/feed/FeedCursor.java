// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.platform.tracing.Trail;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.store.ReadPosition;
import fi.lupa.preference.state.wire.FeedReader;
import fi.lupa.preference.state.wire.FeedRecord;
import fi.lupa.preference.state.wire.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads all partitions of the four topics from given positions on. A position that the broker does not have stops its partition
 * for good, loudly: skipping would lose states in silence. Used by one thread.
 */
final class FeedCursor implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FeedCursor.class);
    private static final String TYPE_HEADER = "ce_type";

    private final Consumer<byte[], byte[]> consumer;
    private final TopicLayout layout;
    private final Set<Part> stopped = new HashSet<>();
    private final List<String> traces = new ArrayList<>();

    private FeedCursor(Consumer<byte[], byte[]> consumer, TopicLayout layout) {
        this.consumer = consumer;
        this.layout = layout;
    }

    /** Opens at the positions; a partition without one, or with one of another topic id, is read from its start. */
    static FeedCursor open(Map<String, Object> kafka, TopicLayout layout, Map<Part, ReadPosition> positions) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        FeedCursor cursor = new FeedCursor(consumer, layout);
        cursor.seek(positions);
        return cursor;
    }

    private void seek(Map<Part, ReadPosition> positions) {
        consumer.assign(layout.parts().stream().map(layout::partition).toList());
        for (Part part : layout.parts()) {
            ReadPosition position = positions.get(part);
            if (position != null && layout.isOf(part, position)) {
                consumer.seek(layout.partition(part), position.nextOffset());
            } else {
                consumer.seekToBeginning(Set.of(layout.partition(part)));
            }
        }
    }

    /** Returns what came within the time, in the order of each partition. */
    List<FeedRecord> poll(Duration limit) {
        List<FeedRecord> records = new ArrayList<>();
        traces.clear();
        try {
            for (ConsumerRecord<byte[], byte[]> found : consumer.poll(limit)) {
                layout.feedOf(found.topic()).ifPresent(feed -> records.add(read(feed, found)));
            }
        } catch (OffsetOutOfRangeException e) {
            e.partitions().forEach(this::stop);
        }
        return records;
    }

    /** Where every partition ended at a moment. */
    record Ends(Map<TopicPartition, Long> offsets) {}

    /** Asks the broker where every partition ends now. */
    Ends ends() {
        Map<TopicPartition, Long> offsets = consumer.endOffsets(consumer.assignment());
        offsets.entrySet().stream()
                .filter(end -> consumer.position(end.getKey()) > end.getValue())
                .forEach(end -> stop(end.getKey()));
        return new Ends(offsets);
    }

    /** Tells whether all before the ends was polled; never, while a partition is read no further. */
    boolean hasReached(Ends ends) {
        return stopped.isEmpty()
                && ends.offsets().entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Tells whether the broker has every record from where this stands up to the positions. */
    boolean hasAllUpTo(Map<Part, ReadPosition> positions) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(consumer.assignment());
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        return begins.entrySet().stream().allMatch(begin -> consumer.position(begin.getKey()) >= begin.getValue())
                && positions.entrySet().stream()
                        .filter(entry -> layout.isOf(entry.getKey(), entry.getValue()))
                        .allMatch(entry -> entry.getValue().nextOffset()
                                <= ends.getOrDefault(layout.partition(entry.getKey()), 0L));
    }

    /** Tells whether the broker is known to have more than was polled. */
    boolean isBehind() {
        return consumer.assignment().stream()
                .anyMatch(partition -> consumer.currentLag(partition).orElse(0) > 0);
    }

    /** Returns where the traces of what came last go on; of most records none does. */
    List<String> traces() {
        return List.copyOf(traces);
    }

    /** Returns the partitions that are read no further. */
    Set<Part> stopped() {
        return Set.copyOf(stopped);
    }

    private void stop(TopicPartition partition) {
        consumer.pause(Set.of(partition));
        layout.feedOf(partition.topic()).ifPresent(feed -> stopped.add(new Part(feed, partition.partition())));
        LOG.errorf(
                "The broker no longer has the next record of %s. This partition is read no further, and answers will close:"
                        + " rebuild from the start, or have consent-service publish again.",
                partition);
    }

    private FeedRecord read(Feed feed, ConsumerRecord<byte[], byte[]> found) {
        header(found, Trail.HEADER).ifPresent(traces::add);
        Optional<String> typeText = header(found, TYPE_HEADER);
        Origin origin = new Origin(new Part(feed, found.partition()), found.offset());
        return FeedReader.read(new FeedReader.Raw(origin, found.key(), found.value(), typeText));
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
