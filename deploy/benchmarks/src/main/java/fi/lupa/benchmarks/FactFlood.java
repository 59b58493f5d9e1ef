// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends made-up facts to the facts' topic as fast as the broker takes them. */
final class FactFlood implements AutoCloseable {

    static final int FACTS_A_SUBJECT = 4;

    private static final long SEED = 20_261_122;
    private static final int BATCH_BYTES = 128 * 1024;

    private final SyntheticFacts facts = new SyntheticFacts(SEED);
    private final Producer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    FactFlood(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "batch.size",
                        BATCH_BYTES),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Returns when the broker has acknowledged so many facts. */
    void send(int count) throws IOException {
        String subject = facts.newSubject();
        for (int i = 0; i < count; i++) {
            int revision = i % FACTS_A_SUBJECT + 1;
            if (revision == 1) {
                subject = facts.newSubject();
            }
            var unused = producer.send(facts.next(subject, revision), (metadata, refused) -> {
                if (refused != null) {
                    failure.compareAndSet(null, refused);
                }
            });
        }
        producer.flush();
        Exception refused = failure.get();
        if (refused != null) {
            throw new IOException("the broker did not take all facts", refused);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
