// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import fi.lupa.consent.journal.RelayWakeUp;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.UuidV7Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A database and topics of a test's own, relays on them, and a reader of what they publish. */
record RelayStand(ConsentDatabase database, KafkaBroker broker, TopicDefinitions topics) {

    static final int PARTITIONS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Ids IDS = new UuidV7Source(InstantSource.system(), Facts.RANDOM);

    static RelayStand on(ConsentDatabase database, KafkaBroker broker) {
        String prefix = "t" + UUID.randomUUID().toString().substring(0, 8);
        RelayStand stand = new RelayStand(database, broker, new TopicDefinitions(prefix, PARTITIONS));
        stand.createTopics();
        return stand;
    }

    RelayStand with(ConsentDatabase other) {
        return new RelayStand(other, broker, topics);
    }

    void createTopics() {
        topics.all().forEach(topic -> broker.createTopic(topic.name(), topic.partitions(), topic.config()));
    }

    /** A relay that is not started; its status and wake-up are in {@link Running}. */
    Running relay() {
        return relay(new BrokerClients(broker.clientSettings()));
    }

    /** A relay that reaches the broker in this way. */
    Running relay(BrokerClients clients) {
        RelayParts parts = new RelayParts(
                database.relay(),
                clients,
                topics,
                TopicCreation.NONE,
                (tenant, subject, wrapped, bytes) -> bytes,
                IDS,
                new RelayWakeUp(),
                new RelayStatus());
        return new Running(parts, new Relay(parts));
    }

    Running started() {
        Running running = relay();
        running.relay().start();
        return running;
    }

    /** A relay of this stand. */
    record Running(RelayParts parts, Relay relay) implements AutoCloseable {

        RelayStatus.Phase phase() {
            return parts.status().phase();
        }

        void awaitPhase(RelayStatus.Phase phase) {
            await(() -> phase + " but " + phase() + " " + parts.status().details(), () -> phase() == phase);
        }

        @Override
        public void close() {
            relay.close();
        }
    }

    static void await(String what, BooleanSupplier condition) {
        await(() -> what, condition);
    }

    /** The message is made when the time is over, so that it tells how things stand then. */
    static void await(Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(() -> "time for: " + what.get()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Waits until all these facts are on the topic, and returns the ids in the order of each partition, repetitions included. */
    List<String> awaitFacts(Set<UUID> facts) {
        List<String> found = new ArrayList<>();
        await(facts.size() + " facts", () -> {
            found.clear();
            records(topics.events()).forEach(record -> found.add(header(record, "ce_id")));
            Set<String> missing = new HashSet<>();
            facts.forEach(fact -> missing.add(fact.toString()));
            found.forEach(missing::remove);
            return missing.isEmpty();
        });
        return found;
    }

    /** The last record of a subject's state, as compaction would leave it. */
    JsonNode lastState(String subject) {
        return records(topics.states()).stream()
                .filter(record -> header(record, "ce_subject").equals(subject))
                .reduce((earlier, later) -> later)
                .map(RelayStand::body)
                .orElse(MissingNode.getInstance());
    }

    /** Waits until the newest state of a subject has this revision, and returns it: a fact may be on its topic before the state that it made. */
    JsonNode awaitState(SubjectId subject, int revision) {
        await(
                "state of revision " + revision,
                () -> lastState(subject.value()).path("revision").intValue() == revision);
        return lastState(subject.value());
    }

    /** Waits until every partition of the topic has a mark. */
    void awaitMarks(String topic) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int each = partition;
            await("marks on " + topic, () -> !watermarks(topic, each).isEmpty());
        }
    }

    List<JsonNode> watermarks(String topic, int partition) {
        return records(topic).stream()
                .filter(record -> record.partition() == partition && key(record).equals(EventRecords.WATERMARK_KEY))
                .map(RelayStand::body)
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                new BrokerClients(broker.clientSettings()).with(Map.of("auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int partition = 0; partition < topics.partitions(); partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    static JsonNode body(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }
}
