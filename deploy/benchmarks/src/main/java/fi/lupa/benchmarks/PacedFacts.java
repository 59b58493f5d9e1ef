// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends made-up facts to the facts' topic at a fixed rate, each at once, and remembers when each was due. */
final class PacedFacts implements AutoCloseable {

    private static final long SEED = 20_261_123;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long REST_NANOS = 100_000;

    private final SyntheticFacts facts = new SyntheticFacts(SEED);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Producer<String, byte[]> producer;

    PacedFacts(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** When which events were due, by the clock of {@link System#nanoTime}. */
    record Sent(Map<String, Long> dueNanos) {}

    Sent send(int aSecond, int count) throws IOException {
        Map<String, Long> due = new HashMap<>(2 * count);
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            ProducerRecord<String, byte[]> fact = facts.next(facts.newSubject(), 1);
            long at = begin + Math.round(i * NANOS_PER_SECOND / aSecond);
            while (System.nanoTime() - at < 0) {
                LockSupport.parkNanos(REST_NANOS);
            }
            due.put(new String(fact.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8), at);
            var unused = producer.send(fact, (metadata, refused) -> {
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
        return new Sent(due);
    }

    @Override
    public void close() {
        producer.close();
    }
}
