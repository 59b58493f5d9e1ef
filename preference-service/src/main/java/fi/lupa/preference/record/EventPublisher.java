// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import fi.lupa.platform.id.Timestamps;
import io.quarkus.agroal.DataSource;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox as CloudEvents 1.0 in binary mode. An event is forgotten when all in-sync replicas of the broker have
 * it, so a crash may send one twice, with the same id. Used by one thread.
 */
@Singleton
class EventPublisher {

    private static final int MOST_AT_ONCE = 200;
    private static final Duration NO_WAITING = Duration.ZERO;

    private final javax.sql.DataSource writer;
    private final Map<String, Object> kafka;
    private final String topic;
    private @Nullable Producer<byte[], byte[]> producer;

    EventPublisher(
            @DataSource("writer") javax.sql.DataSource writer,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "lupa.kafka.topic-prefix", defaultValue = "lupa") String prefix) {
        this.writer = writer;
        this.kafka = kafka;
        this.topic = prefix + ".decision-events.v1";
    }

    /** Publishes what waits; returns whether there may be more. Throws when database or broker do not answer. */
    boolean publish() throws SQLException, InterruptedException {
        try (Connection connection = writer.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<DecisionEvent> events = DecisionOutbox.take(connection, MOST_AT_ONCE);
                send(events);
                DecisionOutbox.remove(connection, events);
                connection.commit();
                return events.size() == MOST_AT_ONCE;
            } catch (SQLException | KafkaException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private void send(List<DecisionEvent> events) throws InterruptedException {
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (DecisionEvent event : events) {
                sent.add(producer().send(record(event)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            close();
            throw new KafkaException("a decision event was not acknowledged", e.getCause());
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> known = producer;
        if (known == null) {
            known = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
            producer = known;
        }
        return known;
    }

    /** The database ends a transaction that is idle for five seconds, so the broker has less. */
    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_500);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2_000);
        return settings;
    }

    private ProducerRecord<byte[], byte[]> record(DecisionEvent event) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes(event.key()), bytes(event.value()));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        event.id().toString(),
                        "ce_source",
                        "/lupa/preference-service",
                        "ce_type",
                        "fi.lupa." + event.kind() + ".v1",
                        "ce_time",
                        Timestamps.format(event.at()),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> record.headers().add(name, bytes(value)));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Lets the connection to the broker go; the next event makes another. */
    void close() {
        Producer<byte[], byte[]> known = producer;
        producer = null;
        if (known != null) {
            known.close(NO_WAITING);
        }
    }
}
