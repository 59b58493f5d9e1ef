// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.time;

import fi.lupa.platform.key.SecretFile;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Stamps checkpoints on a thread of its own. An authority that is away delays stamps and nothing else. */
@Singleton
final class StampThread {

    private static final Logger LOG = Logger.getLogger(StampThread.class);
    private static final int AFTER_CHECKS = 5000;
    private static final long STOP_MILLIS = 10_000;

    private final TimestampConfig config;
    private final javax.sql.DataSource database;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Counter obtained;
    private final Counter failed;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    StampThread(
            TimestampConfig config,
            @DataSource("writer") javax.sql.DataSource database,
            SecureRandom random,
            InstantSource clock,
            MeterRegistry registry) {
        this.config = config;
        this.database = database;
        this.random = random;
        this.clock = clock;
        this.obtained = registry.counter("lupa.timestamp.obtained");
        this.failed = registry.counter("lupa.timestamp.failed");
    }

    void start(@Observes @Priority(AFTER_CHECKS) StartupEvent event) {
        if (config.url().isEmpty()) {
            LOG.info("Checkpoints get no time stamp: lupa.audit.timestamps.url is not set");
            return;
        }
        Path certificates = config.certificates()
                .orElseThrow(() -> new IllegalStateException(
                        "Refused to start: lupa.audit.timestamps.url is set, certificates is not: anybody's"
                                + " stamp would do."));
        TimestampAuthority authority = new TimestampAuthority(config.url().get(), read(certificates), random);
        Stamping stamping = new Stamping(authority, config.interval(), clock);
        Thread started = new Thread(() -> run(stamping), "checkpoint-stamps");
        started.start();
        thread = started;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (thread != null) {
            thread.join(STOP_MILLIS);
        }
    }

    private static List<X509Certificate> read(Path file) {
        try {
            byte[] pem = SecretFile.read(file).getBytes(StandardCharsets.US_ASCII);
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new IllegalStateException("the certificates of the time stamping authority cannot be read", e);
        }
    }

    private void run(Stamping stamping) {
        try {
            do {
                attempt(stamping);
            } while (!stopped.await(config.pause().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Stamping stamping) {
        try (Connection connection = database.getConnection()) {
            obtained.increment(stamping.round(connection));
        } catch (TimestampAuthority.NotStampedException e) {
            failed.increment();
            LOG.warnf("A checkpoint waits for its time stamp: %s", e.reason());
        } catch (SQLException e) {
            LOG.warnf("Time stamps wait for the database: state=%s", e.getSQLState());
        } catch (RuntimeException e) {
            failed.increment();
            LOG.error("A time stamp failed by an error in the program", e);
        }
    }
}
