// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.leaf.IncomingRecord;
import fi.lupa.audit.leaf.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads all partitions from where the log stands. It belongs to no group and commits nothing: the position is in PostgreSQL.
 *
 * <p>One batch is read while the one before is written, and no further, so memory is bounded by two of them and a fetch.
 */
final class TopicReader implements AutoCloseable {

    private static final int MOST_BYTES_OF_A_FETCH = 8 << 20;

    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, Feed> feeds = new HashMap<>();

    TopicReader(Map<String, Object> client, int maxBatchSize, TopicPartitions topics) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxBatchSize);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES_OF_A_FETCH);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        topics.byName().forEach((name, topic) -> feeds.put(name, topic.feed()));
    }

    /** Goes to the end of each span whose topic exists. */
    void seek(List<Span> spans) {
        List<Span> readable =
                spans.stream().filter(span -> feeds.containsKey(span.topic())).toList();
        consumer.assign(readable.stream().map(TopicReader::partition).toList());
        readable.forEach(span -> consumer.seek(partition(span), span.to()));
    }

    List<IncomingRecord> poll(Duration timeout) {
        List<IncomingRecord> records = new ArrayList<>();
        consumer.poll(timeout).forEach(record -> records.add(incoming(record)));
        return records;
    }

    /** Returns how many records are known to wait. */
    long lag() {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private IncomingRecord incoming(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            String text = text(header.value());
            if (text != null) {
                headers.put(header.key(), text);
            }
        }
        Source source = new Source(record.topic(), record.partition(), record.offset());
        Feed feed = Objects.requireNonNull(feeds.get(record.topic()));
        return new IncomingRecord(feed, source, text(record.key()), headers, record.value());
    }

    private static @Nullable String text(byte @Nullable [] utf8) {
        return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
    }

    private static TopicPartition partition(Span span) {
        return new TopicPartition(span.topic(), span.partition());
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
