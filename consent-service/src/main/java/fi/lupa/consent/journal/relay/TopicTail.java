// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a part of a partition, in batches, without a consumer group. */
final class TopicTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Consumer<byte[], byte[]> consumer;

    TopicTail(BrokerClients broker) {
        consumer = new KafkaConsumer<>(
                broker.with(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "lupa-relay",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Hands over all records from one offset up to, without, another; stops early when a batch is answered with false. */
    boolean read(
            TopicPartition partition, long from, long until, Predicate<List<ConsumerRecord<byte[], byte[]>>> batch) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long heard = System.nanoTime();
        while (consumer.position(partition) < until) {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                if (record.offset() < until) {
                    records.add(record);
                }
            }
            if (!records.isEmpty()) {
                heard = System.nanoTime();
                if (!batch.test(records)) {
                    return false;
                }
            } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
                throw new RelayFailure("the broker hands out no records");
            }
        }
        return true;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
