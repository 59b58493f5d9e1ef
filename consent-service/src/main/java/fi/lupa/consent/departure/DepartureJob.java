// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import fi.lupa.consent.catalogue.Tenants;
import fi.lupa.consent.catalogue.WaitingWork;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.StackText;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Looks for controllers that have left and whose time is over, in each tenant by itself. */
@Singleton
class DepartureJob implements MeterBinder {

    private static final Logger LOG = Logger.getLogger(DepartureJob.class);

    private final Tenants tenants;
    private final DestroyRegister worker;
    private final AtomicLong erased = new AtomicLong();

    DepartureJob(Tenants tenants, DestroyRegister worker) {
        this.tenants = tenants;
        this.worker = worker;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("lupa.departure.erased", erased, AtomicLong::get)
                .description("People erased because the controller has left")
                .register(registry);
    }

    /** A failure leaves the rest to the next run. */
    @Scheduled(
            every = "{consent.departures.every}",
            delayed = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            tenants.with(WaitingWork.DEPARTURES).forEach(this::runAlone);
        } catch (RuntimeException e) {
            LOG.warnf("Departures wait: %s", StackText.of(e));
        }
    }

    private void runAlone(TenantId tenant) {
        try {
            erased.addAndGet(worker.run(tenant));
        } catch (RuntimeException e) {
            LOG.warnf("Departures of a tenant wait: tenant=%s %s", tenant, StackText.of(e));
        }
    }
}
