// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.audit.Facts;
import fi.lupa.audit.leaf.Feed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to the topics as consent-service does. */
public final class Topics implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;

    public Topics(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    public void send(Feed feed, Facts.Message message) {
        try {
            producer.send(record(feed, message)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes many at once; all are there when this returns. */
    public void sendAll(Feed feed, Stream<Facts.Message> messages) {
        List<Future<RecordMetadata>> sent =
                messages.map(message -> producer.send(record(feed, message))).toList();
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProducerRecord<String, byte[]> record(Feed feed, Facts.Message message) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(feed.topic("lupa"), message.key(), message.value());
        message.headers().forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    @Override
    public void close() {
        producer.close();
    }
}
