// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import fi.lupa.platform.id.Ids;
import fi.lupa.platform.problem.StackText;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * The two threads that keep records: one writes what is answered to disk, one ships what is on disk. The process does not start
 * without its directory, and what an earlier process left in it is shipped first.
 */
@Singleton
class RecordKeeping {

    private static final Logger LOG = Logger.getLogger(RecordKeeping.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration DROP_AGAIN = Duration.ofHours(1);
    private static final Duration END = Duration.ofSeconds(5);

    private final Shipper shipper;
    private final EventPublisher publisher;
    private final RecordMetrics metrics;
    private final SegmentDirectory directory;
    private final RecordWriter writer;
    private final Semaphore closed = new Semaphore(0);
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread writing = new Thread(this::write, "lupa-decision-records");
    private final Thread shipping = new Thread(this::ship, "lupa-decision-shipper");
    private long droppedAt = System.nanoTime() - DROP_AGAIN.toNanos();
    private boolean warned;

    RecordKeeping(RecordSettings settings, Ids ids, Shipper shipper, EventPublisher publisher, RecordMetrics metrics)
            throws IOException {
        this.shipper = shipper;
        this.publisher = publisher;
        this.metrics = metrics;
        this.directory = SegmentDirectory.open(settings.directory());
        this.writer = new RecordWriter(directory, settings, ids, closed::release);
    }

    @Produces
    @Singleton
    DecisionRecords records() {
        return writer;
    }

    @Produces
    @Readiness
    @Singleton
    HealthCheck recordsAreKept() {
        return () -> HealthCheckResponse.named("decision-records")
                .status(!writer.failing() && writing.isAlive() && shipping.isAlive())
                .withData("written", !writer.failing())
                .build();
    }

    void start(@Observes StartupEvent event) {
        writing.start();
        shipping.start();
    }

    /** Ends in order: what was taken is written, what was written is shipped if the database answers in time. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException, IOException {
        writer.end();
        writing.join(END.toMillis());
        ending.countDown();
        closed.release();
        shipping.join(END.toMillis());
        shipping.interrupt();
        directory.close();
    }

    private void write() {
        try {
            writer.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ship() {
        try {
            while (ending.getCount() > 0) {
                Duration pause = shipWhatWaits() ? LOOK_AGAIN : TRY_AGAIN;
                if (closed.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    closed.drainPermits();
                }
            }
            shipWhatWaits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            publisher.close();
        }
    }

    private boolean shipWhatWaits() throws InterruptedException {
        try {
            List<Path> segments = directory.closed();
            metrics.waiting(segments);
            for (Path segment : segments) {
                shipper.ship(segment);
            }
            metrics.waiting(List.of());
            while (publisher.publish()) {
                LOG.debug("More decision events wait.");
            }
            dropWhenDue();
            warned = false;
            return true;
        } catch (IOException | SQLException | KafkaException e) {
            if (!warned && !isSchemaMissing(e)) {
                LOG.warnf("Decision records wait on this machine's disk: %s", StackText.of(e));
                warned = true;
            }
            return false;
        }
    }

    /** So it is for a moment after the first start. */
    private static boolean isSchemaMissing(Exception failure) {
        return failure instanceof SQLException missing && "42P01".equals(missing.getSQLState());
    }

    private void dropWhenDue() throws SQLException {
        if (System.nanoTime() - droppedAt >= DROP_AGAIN.toNanos()) {
            shipper.drop();
            droppedAt = System.nanoTime();
        }
    }
}
