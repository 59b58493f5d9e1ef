// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.platform.id.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The facts of a tenant as the topic carries them. */
final class PublishedFacts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "lupa.permission-events.v1";

    private PublishedFacts() {}

    /** Waits until as many facts are published as the journal holds, and returns them by their ids. */
    static Map<String, JsonNode> all(Tenant tenant) {
        String prefix = TenantId.ofKey(tenant.key()) + ":";
        int wanted = Stored.facts(tenant).size();
        Map<String, JsonNode> found = new LinkedHashMap<>();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", ConsentStack.stack().kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, 3)
                    .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (found.size() < wanted) {
                assertThat(System.nanoTime())
                        .as("time; found %s of %s", found.size(), wanted)
                        .isLessThan(end);
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (new String(record.key(), StandardCharsets.UTF_8).startsWith(prefix)) {
                        JsonNode fact = read(record.value());
                        found.put(fact.path("id").asText(), fact);
                    }
                });
            }
        }
        return found;
    }

    private static JsonNode read(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
