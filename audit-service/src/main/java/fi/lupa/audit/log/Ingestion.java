// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.IncomingRecord;
import fi.lupa.audit.leaf.RecordReader;
import fi.lupa.platform.tracing.Trail;
import io.opentelemetry.api.trace.SpanKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * One run of the sequencer: from the newest batch on, until something changes under it. Of one thread.
 *
 * <p>The position lives in PostgreSQL alone, so a run may end anywhere and the next one goes on exactly there.
 */
final class Ingestion implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Ingestion.class);

    private static final long NANOS_BETWEEN_OWN = 250_000_000;
    /** A tenth of the time in which checkpoints follow each other: the log is no younger for more batches (ADR 0058). */
    private static final long GATHERING = 100_000_000;

    private final IngestionConfig config;
    private final RecordReader reader;
    private final SequencerSession session;
    private final BatchWriter writer;
    private final TopicReader topics;
    private final Committer committer = new Committer();
    private List<Trail.Step> steps = new ArrayList<>();
    private Progress progress;
    private long lastCommit = System.nanoTime();
    private long lastOwn = lastCommit - NANOS_BETWEEN_OWN;
    private long lastRead = lastCommit - GATHERING;

    Ingestion(
            IngestionConfig config,
            RecordReader reader,
            SequencerSession session,
            BatchWriter writer,
            TopicReader topics) {
        this.config = config;
        this.reader = reader;
        this.session = session;
        this.writer = writer;
        this.topics = topics;
        this.progress = new Progress(List.of());
    }

    void startAt(List<Span> spans) {
        progress = new Progress(spans);
        topics.seek(spans);
    }

    /**
     * Reads what there is and begins to commit it, unless it is markers only and these may wait. What is read while a batch is
     * written is not committed before that one is, and lost with it, if it is lost: both are read again.
     */
    void step(IngestionMeters meters, UUID operator) throws SQLException {
        read();
        meters.lag(topics.lag());
        settle();
        addOwn();
        if (progress.isEmpty() || (progress.hasNoReading() && !markersAreDue())) {
            session.keepAlive();
            return;
        }
        Progress batch = progress;
        List<Trail.Step> traced = steps;
        progress = new Progress(batch.spans().stream().map(Span::next).toList());
        steps = new ArrayList<>();
        committer.begin(() -> commit(batch, traced, meters, operator));
    }

    /** Waits for the batch that is being written, if there is one: after this the connection is the caller's. */
    void settle() throws SQLException {
        committer.await();
    }

    private void read() {
        if (topics.lag() == 0) {
            LockSupport.parkNanos(lastRead + GATHERING - System.nanoTime());
        }
        lastRead = System.nanoTime();
        for (IncomingRecord record : topics.poll(config.pollTimeout())) {
            progress.add(record, reader.read(record));
            String trace = record.headers().get(Trail.HEADER);
            if (trace != null) {
                steps.add(Trail.step("log append", SpanKind.CONSUMER, trace));
            }
        }
    }

    private void commit(Progress batch, List<Trail.Step> traced, IngestionMeters meters, UUID operator)
            throws SQLException {
        BatchWriter.Committed committed = writer.write(batch);
        lastCommit = System.nanoTime();
        traced.forEach(Trail.Step::end);
        meters.count(committed, operator);
        tell(committed);
    }

    private void addOwn() throws SQLException {
        if (System.nanoTime() - lastOwn >= NANOS_BETWEEN_OWN) {
            OwnEvents.waiting(session.connection()).forEach(progress::add);
            lastOwn = System.nanoTime();
        }
    }

    private boolean markersAreDue() {
        return System.nanoTime() - lastCommit >= config.markerInterval().toNanos();
    }

    @Override
    public void close() {
        committer.close();
    }

    private static void tell(BatchWriter.Committed committed) {
        Tally tally = committed.tally();
        for (RejectionRow row : committed.draft().rejections()) {
            LOG.warnf(
                    "Refused a record: source=%s reason=%s log=%s index=%d",
                    row.refused().source(),
                    row.refused().reason(),
                    row.entry().log(),
                    row.entry().index());
        }
        if (tally.unaccounted() > 0) {
            LOG.errorf(
                    "Offsets that nothing accounts for: batch=%d count=%d",
                    committed.tip().number(), tally.unaccounted());
        }
        if (tally.entries() + tally.rejections() + tally.duplicates() > 0) {
            LOG.infof("Logged a batch: number=%d %s", committed.tip().number(), tally);
        }
    }
}
