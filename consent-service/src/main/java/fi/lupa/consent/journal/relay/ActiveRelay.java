// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.domain.CompletenessRule;
import fi.lupa.consent.journal.domain.JournalPosition;
import fi.lupa.consent.journal.domain.Watermark;
import fi.lupa.consent.journal.relay.RelayStatus.Phase;
import fi.lupa.consent.journal.relay.Topics.Extent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One run of the publishing instance, from the comparison of database and topics to the first thing that goes wrong. It keeps nothing that
 * the next run would need but what {@link ProgressStore} holds.
 */
final class ActiveRelay implements AutoCloseable {

    private static final int BATCH = 500;
    private static final Duration ROWS_LIMIT = Duration.ofSeconds(15);
    /** Shorter than a broker takes to come back with other topics: no mark may reach a topic that lacks what it promises. */
    private static final Duration MARK_LIMIT = Duration.ofSeconds(2);

    private static final long MARK_INTERVAL = Duration.ofMillis(250).toNanos();
    private static final long HOUSEKEEPING = Duration.ofSeconds(2).toNanos();
    private static final int BUSY_MILLIS = 10;
    private static final int IDLE_MILLIS = 100;
    /** So many rows in one pass tell that more are being written than passes are made. */
    private static final int SEVERAL = 2;

    private static final long GATHERING = Duration.ofMillis(40).toNanos();

    private final RelayParts parts;
    private final BooleanSupplier allowed;
    private final Connection connection;
    private final Topics topics;
    private final JournalReader reader;
    private final ProgressStore store;
    private final Progress progress;
    private final Sender sender;
    private final EventRecords records;
    private Map<String, String> topicIds = Map.of();
    /** Below this no xid is given out again, whatever becomes of the database server. */
    private long durable;

    private @Nullable Instant firstRead;
    private long lastMark = System.nanoTime() - MARK_INTERVAL;
    private long lastHousekeeping = System.nanoTime();

    ActiveRelay(RelayParts parts, Connection connection, BooleanSupplier allowed) throws SQLException {
        this.parts = parts;
        this.allowed = allowed;
        this.connection = connection;
        this.topics = new Topics(parts.broker(), parts.topics());
        this.reader = new JournalReader(connection);
        this.store = new ProgressStore(connection);
        this.progress = store.load();
        this.records = new EventRecords(parts.topics(), parts.vault());
        this.sender = new Sender(Sender.producer(parts.broker()), progress, allowed, parts.status());
    }

    /** Compares, publishes again what was lost, and then publishes until it is not allowed any more; any failure is thrown. */
    void run() throws SQLException, InterruptedException {
        // Also while the broker is away: that is when the facts wait.
        Lag.measure(connection, progress.place(), parts.status());
        if (!isReady()) {
            parts.wakeUp().await(Duration.ofMillis(500));
            return;
        }
        int epoch = new JournalLookup(connection).identity().epoch();
        CompletenessRule complete = new CompletenessRule(epoch);
        CompletenessRule horizon = new CompletenessRule(epoch);
        parts.status().is(Phase.PUBLISHING);
        int wait = BUSY_MILLIS;
        while (allowed.getAsBoolean()) {
            long begun = System.nanoTime();
            Pass pass = reader.read(progress.place(), BATCH);
            if (pass.epoch() != epoch) {
                return;
            }
            observe(horizon, pass);
            publish(pass);
            mark(complete, pass);
            keepHouse();
            boolean news = pass.emptied() && parts.wakeUp().await(Duration.ofMillis(wait));
            wait = news || !pass.rows().isEmpty() ? BUSY_MILLIS : Math.min(2 * wait, IDLE_MILLIS);
            gather(pass, begun);
        }
    }

    /** While many write, a pass waits for more of them: its marks on every partition cost all readers more than its rows (ADR 0058). */
    private static void gather(Pass pass, long begun) {
        if (pass.emptied() && pass.rows().size() >= SEVERAL) {
            LockSupport.parkNanos(begun + GATHERING - System.nanoTime());
        }
    }

    @Override
    public void close() {
        sender.close();
        topics.close();
    }

    /** Everything that must be so before the first record may be sent. */
    private boolean isReady() throws SQLException {
        WriteHolds holds = new WriteHolds(connection);
        JournalLookup journal = new JournalLookup(connection);
        if (!journal.seesSentinel()) {
            throw new RelayFailure("the relay's role cannot read the journal: row-level security hides it");
        }
        if (holds.stands()) {
            parts.status().is(Phase.RESTORED_BEHIND_LOG, "writes are held; run recover");
            return false;
        }
        if (parts.creation().enabled()) {
            topics.create(parts.creation());
        }
        List<String> faults = topics.faults();
        if (!faults.isEmpty()) {
            parts.status().is(Phase.TOPICS_WRONG, faults);
            return false;
        }
        parts.status().is(Phase.COMPARING);
        return compare(holds, journal);
    }

    private boolean compare(WriteHolds holds, JournalLookup journal) throws SQLException {
        Map<TopicPartition, Extent> extents = topics.extents();
        try (TopicTail tail = new TopicTail(parts.broker())) {
            Comparison comparison = new LogComparison(journal, tail).compare(progress, extents);
            Optional<String> ahead = comparison.ahead();
            if (ahead.isPresent()) {
                holds.hold(ahead.get());
                parts.status().is(Phase.RESTORED_BEHIND_LOG, ahead.get());
                return false;
            }
            holds.compared();
            topicIds = topics.ids();
            List<TopicPartition> lostFacts = comparison.lost().stream()
                    .filter(partition -> partition.topic().equals(parts.topics().events()))
                    .toList();
            JournalPosition surviving = Republication.surviving(lostFacts, extents, tail, journal);
            new Republication(parts.topics(), reader, records, sender).run(comparison, surviving, progress.place());
        }
        store.save(progress);
        return true;
    }

    private void publish(Pass pass) throws SQLException {
        if (pass.rows().isEmpty()) {
            return;
        }
        TracedRecords batch = new TracedRecords();
        pass.rows().forEach(row -> batch.add(row.trace(), records.of(row)));
        sender.send(batch.all(), ROWS_LIMIT);
        batch.end();
        progress.moveTo(pass.rows().get(pass.rows().size() - 1).place());
    }

    /** Marks at once after rows, otherwise every 250 ms, and never while something below the horizon is unread. */
    private void mark(CompletenessRule rule, Pass pass) throws SQLException {
        rule.remember(pass.snapshot());
        boolean due = !pass.rows().isEmpty() || System.nanoTime() - lastMark >= MARK_INTERVAL;
        if (pass.emptied() && due) {
            Optional<Watermark> watermark = rule.acknowledged(pass.snapshot().xmin());
            if (watermark.isPresent()) {
                makeDurable(watermark.get().xid());
                send(watermark.get());
            }
        } else if (!pass.rows().isEmpty()) {
            durable = store.save(progress);
        }
    }

    /**
     * A mark may only name an xid that a crash of the server cannot take back. Transactions that rolled back, or committed without waiting,
     * count below xmin before they are on disk; after a crash their xids are given out again, and a withdrawal with one of them would stand
     * below a mark that does not hold it. A later transaction of ours, on disk, settles all before it.
     */
    private void makeDurable(long xid) throws SQLException {
        if (xid > durable) {
            durable = store.save(progress);
        }
    }

    private void send(Watermark watermark) {
        if (System.nanoTime() - lastMark >= MARK_INTERVAL && !topicIds.equals(topics.ids())) {
            throw new RelayFailure("a topic is another one than was compared");
        }
        List<ProducerRecord<String, byte[]>> marks = new ArrayList<>();
        for (String topic : parts.topics().marked()) {
            for (int partition = 0; partition < parts.topics().partitions(); partition++) {
                marks.add(records.watermark(
                        topic, partition, watermark, parts.ids().next()));
            }
        }
        sender.send(marks, MARK_LIMIT);
        lastMark = System.nanoTime();
        parts.status().completeTo(watermark.completeTo());
    }

    /** What was held before this relay began is held since it began, as far as it knows. */
    private void observe(CompletenessRule horizon, Pass pass) {
        Instant now = pass.snapshot().readAt();
        firstRead = firstRead == null ? now : firstRead;
        horizon.remember(pass.snapshot());
        Instant since = horizon.acknowledged(pass.snapshot().xmin())
                .map(Watermark::completeTo)
                .orElse(firstRead);
        parts.status().horizonAge(Duration.between(since, now));
    }

    private void keepHouse() throws SQLException {
        if (System.nanoTime() - lastHousekeeping < HOUSEKEEPING) {
            return;
        }
        lastHousekeeping = System.nanoTime();
        Lag.measure(connection, progress.place(), parts.status());
        if (!progress.unsaved().isEmpty()) {
            store.save(progress);
        }
        if (new WriteHolds(connection).refusal().isPresent()) {
            throw new RelayFailure("the database was restarted or writes are held");
        }
    }
}
