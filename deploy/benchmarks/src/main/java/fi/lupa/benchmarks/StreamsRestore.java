// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The rival of a restart, a process of its own: Kafka Streams restores a RocksDB store from its changelog topic and is asked. It says
 * {@value #FIRST} when the first value is right, {@value #RIGHT} when a few hundred are, and ends.
 */
public final class StreamsRestore {

    static final String FIRST = "first";
    static final String RIGHT = "right";
    static final String INPUT = "-input";
    static final String CHANGELOG = "-people-changelog";

    private static final String STORE = "people";
    private static final int ASKED = 300;
    /** As many as the machine that figures are taken on has cores; the default is one. */
    private static final int THREADS = 2;

    private static final Duration LIMIT = Duration.ofHours(1);
    private static final long LOOK_NANOS = 5_000_000;

    private StreamsRestore() {}

    /** Runs {@code BOOTSTRAP APPLICATION FOLDER PEOPLE LENGTH}. */
    public static void main(String[] args) {
        int people = Integer.parseInt(args[3]);
        int length = Integer.parseInt(args[4]);
        KafkaStreams streams = new KafkaStreams(topology(args[1]), settings(args[0], args[1], Path.of(args[2])));
        try {
            streams.start();
            awaitFirst(streams, people, length);
            say(FIRST);
            if (areRight(streams, people, length)) {
                say(RIGHT);
            }
        } finally {
            // Else the next one would wait for this one's session to run out.
            streams.close(new KafkaStreams.CloseOptions().leaveGroup(true));
        }
    }

    /** What is held under the key of a person: 16 bytes that are theirs alone, and as many more as are asked for. */
    static byte[] value(long person, int length) {
        return ByteBuffer.allocate(length).putLong(person).putLong(~person).array();
    }

    private static void awaitFirst(KafkaStreams streams, int people, int length) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!isRight(streams, people - 1L, length)) {
            if (streams.state().hasCompletedShutdown() || System.nanoTime() > end) {
                throw new IllegalStateException("Kafka Streams ended");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static boolean areRight(KafkaStreams streams, int people, int length) {
        SplittableRandom random = new SplittableRandom(people);
        for (int i = 0; i < ASKED; i++) {
            if (!isRight(streams, random.nextInt(people), length)) {
                return false;
            }
        }
        return true;
    }

    /** While its threads start, a store cannot be had, or one that was had cannot be asked. */
    private static boolean isRight(KafkaStreams streams, long person, int length) {
        try {
            ReadOnlyKeyValueStore<byte[], byte[]> store = streams.store(
                    StoreQueryParameters.fromNameAndType(STORE, QueryableStoreTypes.<byte[], byte[]>keyValueStore()));
            return Arrays.equals(store.get(IndexPeople.key(person).bytes()), value(person, length));
        } catch (InvalidStateStoreException notYet) {
            return false;
        }
    }

    private static Topology topology(String application) {
        Topology topology = new Topology();
        topology.addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), application + INPUT);
        topology.addProcessor("put", Put::new, "in");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray()),
                "put");
        return topology;
    }

    private static Properties settings(String bootstrap, String application, Path folder) {
        Properties settings = new Properties();
        settings.setProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.setProperty(StreamsConfig.APPLICATION_ID_CONFIG, application);
        settings.setProperty(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, THREADS);
        return settings;
    }

    private static void say(String word) {
        System.out.println(word);
        System.out.flush();
    }

    /** Puts what comes into the store; nothing comes while it is measured. */
    private static final class Put extends ContextualProcessor<byte[], byte[], Void, Void> {

        @Override
        public void process(Record<byte[], byte[]> record) {
            context().<KeyValueStore<byte[], byte[]>>getStateStore(STORE).put(record.key(), record.value());
        }
    }
}
