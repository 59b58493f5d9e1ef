// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Tenants;
import fi.lupa.consent.catalogue.WaitingWork;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.StackText;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Records that consents have expired and forgets what was never confirmed. The tenant's lock {@code job:expiry} makes the taking of work
 * single among all processes; a decision does not wait for it, for expiry is evaluated when it is asked for.
 */
@ApplicationScoped
class ExpireRecords {

    private static final Logger LOG = Logger.getLogger(ExpireRecords.class);
    private static final byte[] LOCK = Transactions.lockNamed("job:expiry");
    private static final int AT_ONCE = 100;
    private static final int MOST_TIMES = 100;

    private final Transactions transactions;
    private final Tenants tenants;
    private final Deadlines deadlines;
    private final ExpiryRecorder recorder;
    private final InstantSource clock;

    ExpireRecords(
            Transactions transactions,
            Tenants tenants,
            Deadlines deadlines,
            ExpiryRecorder recorder,
            InstantSource clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.deadlines = deadlines;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** A failure leaves the rest to the next run. */
    @Scheduled(
            every = "{consent.expiry.every}",
            delayed = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            tenants.with(WaitingWork.DEADLINES).forEach(this::runAlone);
        } catch (RuntimeException e) {
            LOG.warnf("Expiry waits: %s", StackText.of(e));
        }
    }

    /** What cannot be done for one tenant waits by itself. */
    private void runAlone(TenantId tenant) {
        try {
            run(tenant);
        } catch (RuntimeException e) {
            LOG.warnf("Expiry of a tenant waits: tenant=%s %s", tenant, StackText.of(e));
        }
    }

    private void run(TenantId tenant) {
        for (int time = 0; time < MOST_TIMES; time++) {
            if (!transactions.read(tenant, () -> deadlines.any(tenant, clock.instant()))) {
                return;
            }
            List<Deadlines.Due> due =
                    transactions.write(tenant, List.of(LOCK), () -> deadlines.claim(tenant, AT_ONCE, clock.instant()));
            due.forEach(record -> expireAlone(tenant, record));
        }
    }

    /** A record that cannot be read is claimed and left; it comes again when its lease is over, and the others do not wait for it. */
    private void expireAlone(TenantId tenant, Deadlines.Due due) {
        try {
            expire(tenant, due);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "A record does not expire: subject=%s record=%s %s",
                    due.subject(), due.recordId(), StackText.of(e));
        }
    }

    private void expire(TenantId tenant, Deadlines.Due due) {
        SubjectId owner = transactions.read(tenant, () -> recorder.owner(tenant, due));
        CaptureScope scope = CaptureScope.ofSubjects(tenant, Set.of(owner));
        boolean expired = transactions.capture(scope, context -> recorder.record(context, due, owner));
        if (expired) {
            LOG.infof("Expired: subject=%s record=%s", owner, due.recordId());
        }
    }
}
