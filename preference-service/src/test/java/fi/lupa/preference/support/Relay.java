// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.support;

import fi.lupa.platform.id.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes what consent-service's relay would: states, catalogue entries and marks, with the headers of the contract. */
public final class Relay implements AutoCloseable {

    /** The topic of states. */
    public static final String STATES = "lupa.permission-states.v1";

    /** The topic of suppressions. */
    public static final String SUPPRESSIONS = "lupa.suppressions.v1";

    /** The topic of the catalogue. */
    public static final String CATALOGUE = "lupa.catalogue.v1";

    /** The topic of how much was sent. */
    public static final String CONTACTS = "lupa.contacts.v1";

    private static final int PARTITIONS = 3;

    private final Producer<byte[], byte[]> producer;
    private final String prefix;

    public Relay(String bootstrapServers) {
        this(bootstrapServers, "lupa");
    }

    /** Publishes on topics with another prefix. */
    public Relay(String bootstrapServers, String prefix) {
        this.prefix = prefix;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Publishes a state. */
    public void state(StateJson state) {
        send(STATES, null, state.key(), state.json(), "fi.lupa.permission-state.v1");
    }

    /** Publishes a catalogue entry. */
    public void entry(CatalogueJson entry) {
        send(CATALOGUE, null, entry.key(), entry.json(), "fi.lupa.catalogue." + entry.kind() + ".v1");
    }

    /** Publishes how much was sent to a subject: of the newsletter's controller, on each of these days. */
    public void count(StateJson subject, int epoch, long xid, Map<LocalDate, Integer> days) {
        String tenant = subject.key().substring(0, subject.key().indexOf(':'));
        String counts = days.entrySet().stream()
                .map(day -> "{\"controller\":\"kysely\",\"channel\":\"EMAIL\",\"day\":\"%s\",\"sent\":%d}"
                        .formatted(day.getKey(), day.getValue()))
                .collect(Collectors.joining(",", "[", "]"));
        String id = subject.key().substring(tenant.length() + 1);
        String json = "{\"tenant\":\"%s\",\"subject\":\"%s\",\"epoch\":%d,\"xid\":\"%d\",\"counts\":%s}";
        send(CONTACTS, null, subject.key(), json.formatted(tenant, id, epoch, xid, counts), "fi.lupa.contact-count.v1");
    }

    /** Says on every partition that all transactions below this one, and everything until now, stands before. */
    public void mark(int epoch, long xmin) {
        mark(epoch, xmin, Instant.now());
    }

    /** Says it of another moment. */
    public void mark(int epoch, long xmin, Instant completeTo) {
        for (String topic : List.of(STATES, SUPPRESSIONS, CATALOGUE, CONTACTS)) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                mark(topic, partition, epoch, xmin, completeTo);
            }
        }
    }

    /** Says it on one partition. */
    public void mark(String topic, int partition, int epoch, long xmin, Instant completeTo) {
        String json = "{\"epoch\":%d,\"completeTo\":\"%s\",\"xid\":\"%d\"}"
                .formatted(epoch, Timestamps.format(completeTo), xmin);
        send(topic, partition, "~watermark", json, "fi.lupa.watermark.v1");
    }

    /** Publishes anything at all. */
    public void send(String topic, @Nullable Integer partition, String key, String value, @Nullable String type) {
        ProducerRecord<byte[], byte[]> found = new ProducerRecord<>(
                topic.replaceFirst("^lupa", prefix),
                partition,
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
        header(found, "ce_specversion", "1.0");
        header(found, "ce_id", UUID.randomUUID().toString());
        header(found, "ce_source", "/lupa/consent-service");
        header(found, "content-type", "application/json");
        if (type != null) {
            header(found, "ce_type", type);
        }
        try {
            producer.send(found).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void header(ProducerRecord<byte[], byte[]> found, String name, String value) {
        found.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
