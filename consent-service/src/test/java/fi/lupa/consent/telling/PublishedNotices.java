// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.capture.Await;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.platform.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a tenant's recipients are told on the topic. */
final class PublishedNotices {

    private static final String TOPIC = "lupa.recipient-events.v1";

    private PublishedNotices() {}

    /** Waits for so many records of the tenant, and returns them in their order. */
    static List<String> await(Tenant tenant, int count) {
        String prefix = TenantId.ofKey(tenant.key()) + ":";
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", ConsentStack.stack().kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, 3)
                    .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Await.until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (new String(record.key(), StandardCharsets.UTF_8).startsWith(prefix)) {
                        found.add(new String(record.value(), StandardCharsets.UTF_8));
                    }
                });
                return found.size() >= count;
            });
        }
        return found;
    }
}
