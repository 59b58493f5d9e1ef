// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.platform.id.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a tenant has on the catalogue topic. */
final class PublishedCatalogue {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "lupa.catalogue.v1";

    private PublishedCatalogue() {}

    /** Waits until an entry of each kind is there, and returns the bodies as members by their kinds. */
    static JsonNode await(String tenant, String... kinds) {
        String prefix = TenantId.ofKey(tenant) + ":";
        ObjectNode found = JSON.createObjectNode();
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
            while (!List.of(kinds).stream().allMatch(found::has)) {
                assertThat(System.nanoTime()).as("time; found %s", found.size()).isLessThan(end);
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (new String(record.key(), StandardCharsets.UTF_8).startsWith(prefix)) {
                        JsonNode entry = read(record.value());
                        found.set(entry.path("kind").asText(), entry.path("body"));
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
