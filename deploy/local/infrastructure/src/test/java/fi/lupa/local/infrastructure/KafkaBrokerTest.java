// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One broker for all, hence an order: the last one loses the data. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaBrokerTest {

    @TempDir
    static Path dir;

    private static KafkaBroker broker;

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start(dir.resolve("kafka"), 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    @Order(1)
    void keepsRecordsAndTopicConfig_whenKilledAndStartedAgain() throws Exception {
        // Given
        broker.createTopic("kept.v1", 3, Map.of("cleanup.policy", "compact"));
        produce("kept.v1", "before");
        List<Long> before = broker.pids();

        // When
        broker.kill();
        boolean running = broker.isRunning();
        broker.restart();

        // Then
        assertThat(running).isFalse();
        assertThat(broker.pids()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(consume("kept.v1")).containsExactly("before");
        produce("kept.v1", "after");
        assertThat(consume("kept.v1")).containsExactly("before", "after");
    }

    @Test
    @Order(2)
    void doesNotAnswer_whilePaused() {
        // When
        broker.pause();
        boolean paused = broker.answers();
        broker.resume();

        // Then
        assertThat(paused).isFalse();
        broker.awaitReady(Duration.ofSeconds(90));
    }

    @Test
    @Order(3)
    void refusesTheTopic_whenItIsThereAlready() {
        // Given
        broker.createTopic("twice.v1", 1, Map.of());

        // When
        assertThatThrownBy(() -> broker.createTopic("twice.v1", 1, Map.of()))
                // Then
                .hasMessageContaining("already exists");
    }

    @Test
    @Order(4)
    void isEmpty_whenItsDataDirectoryWasLost() throws Exception {
        // Given
        broker.kill();

        // When
        broker.deleteDataDirectory();
        broker.restart();

        // Then
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Set<String> topics = admin.listTopics().names().get();
            assertThat(topics).isEmpty();
        }
    }

    private static void produce(String topic, String value) throws Exception {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                StringSerializer.class,
                "acks",
                "all",
                "compression.type",
                "lz4");
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(config)) {
            producer.send(new ProducerRecord<>(topic, 0, value, value)).get();
        }
    }

    private static List<String> consume(String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                StringDeserializer.class);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(config)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<String> values = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
