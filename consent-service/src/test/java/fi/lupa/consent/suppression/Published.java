// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.platform.id.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a tenant has on the suppressions topic, as compaction would leave it. */
public final class Published {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "lupa.suppressions.v1";

    private Published() {}

    /** Waits until what is published is as wanted, and returns it: bodies by what follows the tenant in their keys. */
    public static Map<String, JsonNode> await(Tenant tenant, Predicate<Map<String, JsonNode>> wanted) {
        return await(TOPIC, tenant, wanted);
    }

    /** The same of another topic. */
    public static Map<String, JsonNode> await(String topic, Tenant tenant, Predicate<Map<String, JsonNode>> wanted) {
        String prefix = TenantId.ofKey(tenant.key()) + ":";
        Map<String, JsonNode> found = new HashMap<>();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", ConsentStack.stack().kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, 3)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!wanted.test(found)) {
                assertThat(System.nanoTime())
                        .as("time; found %s", found.keySet())
                        .isLessThan(end);
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    if (key.startsWith(prefix)) {
                        found.put(key.substring(prefix.length()), read(record.value()));
                    }
                });
            }
        }
        return found;
    }

    /** How many entries of a list and slot there are. */
    public static long entries(Map<String, JsonNode> published, String listAndSlot) {
        return published.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(listAndSlot + ":"))
                .mapToLong(entry -> entry.getValue().path("entries").size())
                .sum();
    }

    private static JsonNode read(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
