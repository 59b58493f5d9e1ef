// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.leaf.RecordReader;
import fi.lupa.platform.id.TenantId;
import io.quarkus.agroal.DataSource;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.jboss.logging.Logger;

/**
 * Keeps one ingestion going in one process of all: takes the lock, opens the topics, and starts over after whatever goes wrong,
 * except where going on could lose a record; there it halts until a human has looked.
 */
@Singleton
final class Sequencer {

    private static final Logger LOG = Logger.getLogger(Sequencer.class);

    private final IngestionConfig config;
    private final SignedHistory signed;
    private final String prefix;
    private final Map<String, Object> kafka;
    private final javax.sql.DataSource database;
    private final IngestionStatus status;
    private final IngestionMeters meters;
    private final Origins origins;

    Sequencer(
            Settings settings,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @DataSource("writer") javax.sql.DataSource database,
            IngestionStatus status,
            IngestionMeters meters,
            Origins origins) {
        this.config = settings.ingestion();
        this.signed = settings.signed();
        this.prefix = settings.topics().topicPrefix();
        this.kafka = kafka;
        this.database = database;
        this.status = status;
        this.meters = meters;
        this.origins = origins;
    }

    /** Tries to hold the lock and to ingest while it does; returns when there is a reason to try again. */
    void attempt(BooleanSupplier goOn) throws SQLException {
        Optional<SequencerSession> opened = SequencerSession.tryOpen(database);
        if (opened.isEmpty()) {
            status.now(IngestionStatus.State.STANDING_BY);
            return;
        }
        try (SequencerSession session = opened.get();
                TopicDirectory directory = new TopicDirectory(kafka, prefix)) {
            BatchWriter.Origin origin = origins.with(operator());
            BatchWriter writer = new BatchWriter(session.connection(), origin);
            meters.load(session.connection(), operator());
            TopicPartitions topics = directory.now();
            long required = Arrays.stream(Feed.values()).filter(Feed::required).count();
            if (!Starts.complete(topics, required)) {
                status.now(IngestionStatus.State.WAITING_FOR_TOPICS);
                return;
            }
            writer.openLogs();
            requireSignedHistory(session);
            ingest(new Run(session, directory, writer, topics), goOn);
        }
    }

    /** What is added to another history than the one that was signed makes two of them, also when nobody signs the second. */
    private void requireSignedHistory(SequencerSession session) throws SQLException {
        Optional<String> contradiction = signed.contradictedBy(session.connection());
        if (contradiction.isPresent()) {
            throw new HaltedException(contradiction.get());
        }
    }

    private void ingest(Run run, BooleanSupplier goOn) throws SQLException {
        List<Span> starts = Starts.of(run.writer().tip(), run.topics());
        RecordReader records = new RecordReader(origins.random());
        try (TopicReader reader = new TopicReader(kafka, config.maxBatchSize(), run.topics());
                Ingestion ingestion = new Ingestion(config, records, run.session(), run.writer(), reader)) {
            ingestion.startAt(starts);
            Accounts accounts = status.freshAccounts();
            status.now(IngestionStatus.State.INGESTING);
            LOG.infof("Ingesting: batch=%d partitions=%d", run.writer().tip().number(), starts.size());
            long checked = System.nanoTime();
            while (goOn.getAsBoolean()) {
                ingestion.step(meters, operator());
                if (System.nanoTime() - checked >= config.topicCheckInterval().toNanos()) {
                    ingestion.settle();
                    accounts.check(run.session().connection());
                    if (!run.directory().now().equals(run.topics())) {
                        LOG.warn("The topics are not the same any more: starting over with those there are");
                        return;
                    }
                    checked = System.nanoTime();
                }
            }
        } catch (OffsetOutOfRangeException e) {
            haltUnlessMadeAnew(run, e);
        }
    }

    /** Records were deleted before they were read; unless the topic is another one, whose records are all still to be read. */
    private static void haltUnlessMadeAnew(Run run, OffsetOutOfRangeException e) {
        if (run.directory().now().equals(run.topics())) {
            throw new HaltedException("records are gone before they were logged, or the topic was cut: "
                    + e.offsetOutOfRangePartitions().keySet());
        }
    }

    private UUID operator() {
        return TenantId.ofKey(config.operatorTenant()).value();
    }

    private record Run(
            SequencerSession session, TopicDirectory directory, BatchWriter writer, TopicPartitions topics) {}

    /** The settings of this feature, and what it must go on from, together. */
    @Singleton
    record Settings(IngestionConfig ingestion, TopicsConfig topics, SignedHistory signed) {}
}
