// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.audit.leaf.Chain;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.leaf.IncomingRecord;
import fi.lupa.audit.leaf.Leaf;
import fi.lupa.audit.leaf.LogEvent;
import fi.lupa.audit.leaf.Placement;
import fi.lupa.audit.leaf.Reading;
import fi.lupa.audit.leaf.RecordReader;
import fi.lupa.audit.leaf.Source;
import fi.lupa.audit.merkle.Rfc6962;
import fi.lupa.audit.merkle.TileEdge;
import fi.lupa.platform.id.Timestamps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Fills a log with made-up entries while the service is down. Readings, lines, hashes, tiles and roots are made by the service's own code; only its
 * sequencer is passed by: rows go in by COPY, as superuser, each batch in a transaction with the fence's row that belongs to it.
 */
final class LogFill {

    static final String LOG = "BENCHMARK0000001";

    private static final int BATCH = 5_000;
    private static final int KEPT_EVENTS = 20_000;
    private static final long SEED = 20_261_122;

    private final SyntheticFacts facts = new SyntheticFacts(SEED);
    private final RecordReader reader = new RecordReader(new Random(SEED));
    private final Random random = new Random(SEED);
    private final FilledTables tables;
    private final int controllers;
    private final Map<String, Chain> chains = new HashMap<>();
    private final List<UUID> events = new ArrayList<>();
    private TileEdge tree = TileEdge.EMPTY;
    private String subject = "";
    private Chain own = Chain.FIRST;
    private long leafBytes;

    LogFill(Connection superuser, Path folder, int controllers) throws SQLException, IOException {
        this.controllers = controllers;
        this.tables = new FilledTables(superuser, folder);
    }

    /** Adds so many entries; one batch is made while the one before is copied. */
    void fill(int entries) throws SQLException, IOException {
        CompletableFuture<Void> copied = CompletableFuture.completedFuture(null);
        for (int done = 0; done < entries; done += BATCH) {
            FilledBatch batch = batch(Math.min(BATCH, entries - done));
            join(copied);
            copied = CompletableFuture.runAsync(() -> tables.copy(batch));
        }
        join(copied);
        tables.settle();
    }

    private static void join(CompletableFuture<Void> copied) throws IOException {
        try {
            copied.join();
        } catch (CompletionException e) {
            throw new IOException("the log was not filled", e.getCause());
        }
    }

    /** Some of the events, chosen by chance among all. */
    List<UUID> events() {
        return List.copyOf(events);
    }

    static String controller(int number) {
        return SyntheticFacts.CONTROLLER + "-" + number;
    }

    /** The length of all lines together. */
    long leafBytes() {
        return leafBytes;
    }

    private FilledBatch batch(int count) {
        FilledBatch batch = new FilledBatch(tree.size(), Timestamps.truncate(Instant.now()));
        List<byte[]> hashes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long index = tree.size() + i;
            LogEvent event = event(index);
            String controller = String.valueOf(event.about().controller());
            Placement place = new Placement(batch.loggedAt(), own, chains.getOrDefault(controller, Chain.FIRST));
            own = own.next(LOG, index);
            chains.put(controller, chains.getOrDefault(controller, Chain.FIRST).next(LOG, index));
            byte[] line = Leaf.line(event, place);
            byte[] hash = Rfc6962.leafHash(line);
            batch.add(event, place, line, hash);
            hashes.add(hash);
            leafBytes += line.length;
            keep(event.id(), index);
        }
        TileEdge.Grown grown = tree.append(hashes);
        tree = grown.edge();
        batch.grown(tree, grown.full());
        return batch;
    }

    private LogEvent event(long index) {
        int revision = (int) (index % FactFlood.FACTS_A_SUBJECT) + 1;
        if (revision == 1) {
            subject = facts.newSubject();
            own = Chain.FIRST;
        }
        ProducerRecord<String, byte[]> fact =
                facts.next(subject, revision, controller((int) (index / FactFlood.FACTS_A_SUBJECT % controllers)));
        Map<String, String> headers = new HashMap<>();
        fact.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        IncomingRecord record =
                new IncomingRecord(Feed.FACTS, new Source(fact.topic(), 0, index), fact.key(), headers, fact.value());
        if (reader.read(record) instanceof Reading.Accepted accepted) {
            return accepted.event();
        }
        throw new IllegalStateException("a made-up fact was refused");
    }

    private void keep(UUID event, long index) {
        if (events.size() < KEPT_EVENTS) {
            events.add(event);
        } else {
            long place = (long) (random.nextDouble() * (index + 1));
            if (place < KEPT_EVENTS) {
                events.set((int) place, event);
            }
        }
    }
}
