// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.local.infrastructure.KafkaBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Runs {@link StreamsRestore} on a changelog of so many values in the broker of the stack, each time with an empty folder. */
final class StreamsRival {

    /** As many as the topics of Lupa's local stack have. */
    private static final int PARTITIONS = 3;

    private static final int BATCH_BYTES = 128 * 1024;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int TAIL = 20;
    private static final Duration END = Duration.ofMinutes(2);

    private final KafkaBroker broker;
    private final Path folder;
    private final String heap;
    private final Size size;

    /** How many values, and how long each is. */
    record Size(int people, int bytes) {

        String application() {
            return "restored-" + people + "-of-" + bytes;
        }
    }

    StreamsRival(KafkaBroker broker, Path folder, String heap, Size size) {
        this.broker = broker;
        this.folder = folder;
        this.heap = heap;
        this.size = size;
    }

    /** Makes the topics and fills the changelog. */
    void fill() throws IOException {
        String changelog = size.application() + StreamsRestore.CHANGELOG;
        broker.createTopic(size.application() + StreamsRestore.INPUT, PARTITIONS, Map.of());
        broker.createTopic(changelog, PARTITIONS, Map.of("cleanup.policy", "compact"));
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "batch.size", BATCH_BYTES);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int person = 0; person < size.people(); person++) {
                byte[] key = IndexPeople.key(person).bytes();
                byte[] value = StreamsRestore.value(person, size.bytes());
                var unused = producer.send(new ProducerRecord<>(changelog, key, value), (metadata, refused) -> {
                    if (refused != null) {
                        failure.compareAndSet(null, refused);
                    }
                });
            }
            producer.flush();
        }
        Exception refused = failure.get();
        if (refused != null) {
            throw new IOException("the broker did not take the changelog", refused);
        }
    }

    /** The seconds from the start of the process to the first right value. */
    double restore() throws IOException {
        Path store = folder.resolve("store");
        Files.createDirectories(store);
        long begin = System.nanoTime();
        Process process = command(store).start();
        try (BufferedReader said = process.inputReader()) {
            require(StreamsRestore.FIRST.equals(said.readLine()), "Kafka Streams restored nothing");
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            require(StreamsRestore.RIGHT.equals(said.readLine()), "Kafka Streams restored something else");
            require(process.waitFor(END.toSeconds(), TimeUnit.SECONDS), "Kafka Streams does not end");
            return seconds;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            process.destroyForcibly();
            Folders.delete(store);
        }
    }

    private ProcessBuilder command(Path store) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamsRestore.class.getName(),
                        broker.bootstrapServers(),
                        size.application(),
                        store.toString(),
                        Integer.toString(size.people()),
                        Integer.toString(size.bytes()))
                .redirectError(log().toFile());
    }

    private void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            List<String> said = Files.readAllLines(log());
            throw new IOException(otherwise + ": " + said.subList(Math.max(0, said.size() - TAIL), said.size()));
        }
    }

    private Path log() {
        return folder.resolve("streams.log");
    }
}
