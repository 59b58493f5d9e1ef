// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.relay.Progress.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends and waits for the acknowledgement of all. Any error, a lost lock, or an offset that another writer has taken ends its life: what was not
 * acknowledged is thrown away and sent again by the next one. The first record that is refused ends it at once, so that none that comes after it
 * is handed over or sent any more: what is sent again is in the order of the journal, and what was refused is not overtaken meanwhile.
 */
final class Sender implements AutoCloseable {

    private static final Duration SLICE = Duration.ofMillis(50);

    private final Producer<String, byte[]> producer;
    private final Progress progress;
    private final BooleanSupplier allowed;
    private final RelayStatus status;
    private final AtomicReference<Exception> refused = new AtomicReference<>();

    Sender(Producer<String, byte[]> producer, Progress progress, BooleanSupplier allowed, RelayStatus status) {
        this.producer = producer;
        this.progress = progress;
        this.allowed = allowed;
        this.status = status;
    }

    /** Makes the one kind of producer that may be used: idempotent, acknowledged by all, never giving up by itself. */
    static Producer<String, byte[]> producer(BrokerClients broker) {
        return new KafkaProducer<>(
                broker.with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "lupa-relay",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        5,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Integer.MAX_VALUE,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        5_000,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Returns when all are acknowledged; fails after {@code limit}, and at once when sending is not allowed any more. */
    void send(List<ProducerRecord<String, byte[]>> records, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        List<Future<RecordMetadata>> answers = new ArrayList<>(records.size());
        try {
            for (ProducerRecord<String, byte[]> record : records) {
                requireAllowed();
                requireNoneRefused();
                answers.add(producer.send(record, (answer, failure) -> refuse(failure)));
            }
            for (Future<RecordMetadata> answer : answers) {
                note(await(answer, end));
            }
        } catch (KafkaException | IllegalStateException e) {
            requireNoneRefused();
            throw new RelayFailure("not sent: " + e.getClass().getSimpleName(), e);
        }
    }

    /** Runs in the producer's thread, before it sends anything else: whatever it still holds is thrown away there. */
    private void refuse(@Nullable Exception failure) {
        if (failure != null && refused.compareAndSet(null, failure)) {
            producer.close(Duration.ZERO);
        }
    }

    private void requireNoneRefused() {
        Exception failure = refused.get();
        if (failure != null) {
            throw RelayFailure.ofBroker(failure);
        }
    }

    /** Throws away what is not acknowledged. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private RecordMetadata await(Future<RecordMetadata> answer, long end) {
        while (true) {
            requireAllowed();
            try {
                return answer.get(SLICE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (System.nanoTime() - end > 0) {
                    throw new RelayFailure("the broker does not acknowledge", notYet);
                }
            } catch (ExecutionException e) {
                requireNoneRefused();
                throw RelayFailure.of(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RelayFailure("interrupted", e);
            }
        }
    }

    /** An offset that is not the next one means that somebody else wrote, or that the topic is another. */
    private void note(RecordMetadata answer) {
        TopicPartition partition = new TopicPartition(answer.topic(), answer.partition());
        Mark mark = progress.mark(partition);
        if (mark == null || !answer.hasOffset() || answer.offset() != mark.next()) {
            throw new RelayFailure("an offset of " + partition + " was taken by another writer");
        }
        progress.mark(partition, new Mark(mark.topicId(), answer.offset() + 1));
        status.published(answer.topic());
    }

    private void requireAllowed() {
        if (!allowed.getAsBoolean()) {
            throw new RelayFailure("the lock is lost");
        }
    }
}
