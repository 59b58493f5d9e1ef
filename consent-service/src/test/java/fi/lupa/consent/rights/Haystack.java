// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.testing.ConsentStack;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Everything that somebody has who took a copy: bytes as they are, and what is written in them in hexadecimal or base64url. Looked through for millions of
 * needles in one go, each of them at any place.
 */
final class Haystack {

    /** Of each needle so many bytes are looked for: the first. */
    static final int WINDOW = 16;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32,}");
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]{22,}");
    private static final int FILTER_BITS = 1 << 28;

    private final List<byte[]> parts = new ArrayList<>();

    /** All rows of all tables, as a backup that is made now has them, and all records of all topics. */
    static Haystack ofDatabaseAndTopics() {
        Haystack all = new Haystack();
        all.add(Stored.dump().getBytes(StandardCharsets.UTF_8));
        topics(all);
        return all;
    }

    private static void topics(Haystack all) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", ConsentStack.stack().kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().startsWith("lupa."))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    all.add(record.key());
                    all.add(record.value());
                    record.headers().forEach(header -> all.add(header.value()));
                });
            }
        }
    }

    void add(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        parts.add(bytes);
        Matcher hex = HEX.matcher(text);
        while (hex.find()) {
            String run = hex.group();
            parts.add(HexFormat.of().parseHex(run.substring(0, run.length() / 2 * 2)));
        }
        Matcher base64 = BASE64URL.matcher(text);
        while (base64.find()) {
            String run = base64.group();
            int whole = run.length() % 4 == 1 ? run.length() - 1 : run.length();
            decoded(run.substring(0, whole));
        }
    }

    private void decoded(String run) {
        try {
            parts.add(Base64.getUrlDecoder().decode(run));
        } catch (IllegalArgumentException notBase64) {
            // A word that only looks like it.
        }
    }

    /** How many bytes there are to look through. */
    long size() {
        return parts.stream().mapToLong(part -> part.length).sum();
    }

    /** Returns the marks of those needles that are there; a needle shorter than the window is not looked for. */
    Set<Long> found(long[] marks) {
        long[] sorted = marks.clone();
        Arrays.sort(sorted);
        BitSet filter = new BitSet(FILTER_BITS);
        Arrays.stream(sorted).forEach(mark -> filter.set((int) (mark & (FILTER_BITS - 1))));
        Set<Long> found = new HashSet<>();
        for (byte[] part : parts) {
            ByteBuffer bytes = ByteBuffer.wrap(part);
            for (int at = 0; at + WINDOW <= part.length; at++) {
                long mark = mark(bytes, at);
                if (filter.get((int) (mark & (FILTER_BITS - 1))) && Arrays.binarySearch(sorted, mark) >= 0) {
                    found.add(mark);
                }
            }
        }
        return found;
    }

    /** The mark of a needle, of at least so many bytes as the window has. */
    static long mark(byte[] needle) {
        return mark(ByteBuffer.wrap(needle), 0);
    }

    private static long mark(ByteBuffer bytes, int at) {
        long mixed = bytes.getLong(at) * 0x9E3779B97F4A7C15L + Long.rotateLeft(bytes.getLong(at + Long.BYTES), 29);
        return (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
    }
}
