// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How many records the broker has of those topics that every fact goes to. */
final class TopicCounts implements AutoCloseable {

    private static final String FACTS = "lupa.permission-events.v1";
    private static final String STATES = "lupa.permission-states.v1";

    private final Consumer<byte[], byte[]> consumer;

    TopicCounts(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Records ever published; those of states have marks among them. */
    record Published(long facts, long states) {

        Published since(Published before) {
            return new Published(facts - before.facts, states - before.states);
        }
    }

    Published now() {
        return new Published(records(FACTS), records(STATES));
    }

    private long records(String topic) {
        Set<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(part -> new TopicPartition(topic, part.partition()))
                .collect(Collectors.toSet());
        return List.copyOf(consumer.endOffsets(partitions).values()).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
