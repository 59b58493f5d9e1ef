// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fi.lupa.consent.journal.relay.Progress.Mark;
import fi.lupa.local.infrastructure.LocalStack;
import fi.lupa.local.infrastructure.Part;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nothing overtakes a record that was refused: what comes after it may be a withdrawal, or the yes before one. */
class SenderTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Node NODE = new Node(0, "localhost", 1);

    @Test
    void handsNothingOverAfterARecordThatTheClientItselfRefused() {
        // Given
        Refusing producer = new Refusing() {
            @Override
            Future<RecordMetadata> answer(ProducerRecord<String, byte[]> record, @Nullable Callback callback) {
                if (!record.key().equals("second")) {
                    return super.answer(record, callback);
                }
                RecordTooLargeException refusal = new RecordTooLargeException();
                if (callback != null) {
                    callback.onCompletion(null, refusal);
                }
                return CompletableFuture.failedFuture(refusal);
            }
        };
        Sender sender = sender(producer, "topic");

        // When
        assertThatExceptionOfType(RelayFailure.class)
                .isThrownBy(() -> sender.send(List.of(record("first"), record("second"), record("third")), LIMIT))
                .withMessageContaining("RecordTooLargeException");

        // Then
        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("first");
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void handsNothingOverAfterTheBrokersRefusalHasCome_andThrowsAwayWhatIsUnderWay() {
        // Given
        Refusing producer = new Refusing() {
            @Override
            Future<RecordMetadata> answer(ProducerRecord<String, byte[]> record, @Nullable Callback callback) {
                Future<RecordMetadata> answer = super.answer(record, callback);
                if (record.key().equals("second")) {
                    errorNext(new PolicyViolationException("refused"));
                }
                return answer;
            }
        };
        Sender sender = sender(producer, "topic");

        // When
        assertThatExceptionOfType(RelayFailure.class)
                .isThrownBy(() -> sender.send(List.of(record("first"), record("second"), record("third")), LIMIT))
                .withMessageContaining("PolicyViolationException");

        // Then
        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("first", "second");
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void leavesNothingOnTheTopicThatCameAfterARefusedRecord() {
        // Given
        LocalStack local = LocalStack.with(Part.POSTGRES, Part.KAFKA);
        RelayStand stand = RelayStand.on(ConsentDatabase.create(local.postgres()), local.kafka());
        String topic = stand.topics().events();
        Producer<String, byte[]> producer =
                Sender.producer(new BrokerClients(local.kafka().clientSettings()));
        producer.partitionsFor(topic);
        Sender sender = sender(producer, topic);
        ProducerRecord<String, byte[]> yes = new ProducerRecord<>(topic, 0, "subject", new byte[2 << 20]);
        ProducerRecord<String, byte[]> no = new ProducerRecord<>(topic, 0, "subject", new byte[1]);

        // When
        assertThatExceptionOfType(RelayFailure.class).isThrownBy(() -> sender.send(List.of(yes, no), LIMIT));
        producer.close(LIMIT);

        // Then
        assertThat(stand.records(topic)).isEmpty();
    }

    private static Sender sender(Producer<String, byte[]> producer, String topic) {
        Progress progress = new Progress();
        progress.loaded(new TopicPartition(topic, 0), new Mark("id", 0));
        return new Sender(producer, progress, () -> true, new RelayStatus());
    }

    private static ProducerRecord<String, byte[]> record(String key) {
        return new ProducerRecord<>("topic", 0, key, new byte[1]);
    }

    /** Answers when told to; throws away what is not answered once it is closed, as the real one does. */
    private static class Refusing extends MockProducer<String, byte[]> {

        Refusing() {
            super(
                    new Cluster(
                            "cluster",
                            List.of(NODE),
                            List.of(new PartitionInfo("topic", 0, NODE, new Node[] {NODE}, new Node[] {NODE})),
                            Set.of(),
                            Set.of()),
                    false,
                    null,
                    new StringSerializer(),
                    new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<String, byte[]> record, @Nullable Callback callback) {
            return answer(record, callback);
        }

        Future<RecordMetadata> answer(ProducerRecord<String, byte[]> record, @Nullable Callback callback) {
            return super.send(record, callback);
        }
    }
}
