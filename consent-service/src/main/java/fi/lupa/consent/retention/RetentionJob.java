// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import fi.lupa.consent.catalogue.Tenants;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.StackText;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Destroys what is past its date, every day, for each tenant by itself. */
@Singleton
class RetentionJob implements MeterBinder {

    private static final Logger LOG = Logger.getLogger(RetentionJob.class);

    private final Tenants tenants;
    private final DestroyEvidence worker;
    private final InstantSource clock;
    private final AtomicLong destroyed = new AtomicLong();

    RetentionJob(Tenants tenants, DestroyEvidence worker, InstantSource clock) {
        this.tenants = tenants;
        this.worker = worker;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("lupa.retention.destroyed", destroyed, AtomicLong::get)
                .description("Pieces of evidence past their date that were destroyed")
                .register(registry);
    }

    @Scheduled(
            every = "{consent.retention.every}",
            delayed = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            tenants.all().forEach(this::runAlone);
        } catch (RuntimeException e) {
            LOG.warnf("Retention waits: %s", StackText.of(e));
        }
    }

    private void runAlone(TenantId tenant) {
        try {
            worker.run(tenant, clock.instant()).values().forEach(report -> told(tenant, report));
        } catch (RuntimeException e) {
            LOG.warnf("Retention of a tenant waits: tenant=%s %s", tenant, StackText.of(e));
        }
    }

    private void told(TenantId tenant, RetentionReport report) {
        destroyed.addAndGet(report.due());
        LOG.infof("Retention: tenant=%s %s", tenant, report);
    }
}
