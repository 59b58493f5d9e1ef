// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.local.stack.demo.Api;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A record that is no event stops nobody, and is not lost. */
class GarbageIT {

    private static final List<String> TOPICS = List.of(
            "lupa.permission-events.v1",
            "lupa.permission-states.v1",
            "lupa.catalogue.v1",
            "lupa.suppressions.v1",
            "lupa.contacts.v1",
            "lupa.decision-events.v1");

    private final StartedStack lupa = StartedStack.get();

    @Test
    void goesOnAndRemembers_whenEveryTopicHoldsGarbage() throws Exception {
        // Given
        long auditBefore = rejections(Service.AUDIT);
        long preferenceBefore = rejections(Service.PREFERENCE);

        // When
        for (String topic : TOPICS) {
            send(topic, "garbage".getBytes(StandardCharsets.UTF_8), "{not json".getBytes(StandardCharsets.UTF_8));
            send(topic, new byte[] {(byte) 0xff}, new byte[] {(byte) 0xfe, 0, 1});
        }

        // Then
        Caller tool = lupa.as("marketing-tool", "kysely");
        String email = FirstPathIT.somebody();
        Api.Answer given = tool.gives(email, "product-updates");
        assertThat(given.status()).isEqualTo(201);
        Waiting.until(() -> FirstPathIT.answer(tool.asks(email, "product-updates", FirstPathIT.revision(given)))
                .equals("ALLOW CONSENT_GIVEN"));
        Waiting.until(() -> rejections(Service.AUDIT) >= auditBefore + 6);
        Waiting.until(() -> rejections(Service.PREFERENCE) >= preferenceBefore + 6);
    }

    /** The metric counts all rejections, whoever may see their details. */
    private double metric(Service service, String name) {
        return lupa.api()
                .get("vendor-dpo", lupa.stack().url(service) + "/q/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private long rejections(Service service) {
        return Math.round(metric(service, "lupa_ingest_rejections_total"));
    }

    private void send(String topic, byte[] key, byte[] value) throws ExecutionException, InterruptedException {
        Map<String, Object> config =
                Map.of("bootstrap.servers", lupa.stack().kafka().bootstrapServers(), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }
}
