// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import fi.lupa.consent.catalogue.Tenants;
import fi.lupa.consent.catalogue.WaitingWork;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.problem.StackText;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Records the imports that wait, some blocks of each in turn. An import belongs to the process that has claimed it; when nothing is heard of that
 * one for half a minute another goes on with the block it had not committed.
 */
@ApplicationScoped
class RunImports {

    private static final Logger LOG = Logger.getLogger(RunImports.class);
    private static final int BLOCKS_IN_TURN = 100;
    private static final int MOST_FAILURES = 10;

    /** Problems that pass by themselves. */
    private static final Set<ProblemCode> WAITS =
            EnumSet.of(ProblemCode.VERSION_CONFLICT, ProblemCode.DATABASE_UNAVAILABLE);

    private final Tenants tenants;
    private final ImportSteps steps;
    private final RecordBlock blocks;

    RunImports(Tenants tenants, ImportSteps steps, RecordBlock blocks) {
        this.tenants = tenants;
        this.steps = steps;
        this.blocks = blocks;
    }

    /** A failure leaves the rest to the next run. */
    @Scheduled(
            every = "{consent.imports.every}",
            delayed = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            tenants.with(WaitingWork.IMPORTS).forEach(this::runAlone);
        } catch (RuntimeException e) {
            LOG.warnf("Imports wait: %s", StackText.of(e));
        }
    }

    /** What cannot be done for one tenant waits by itself. */
    private void runAlone(TenantId tenant) {
        try {
            run(tenant);
        } catch (RuntimeException e) {
            LOG.warnf("Imports of a tenant wait: tenant=%s %s", tenant, StackText.of(e));
        }
    }

    /** Gives each import some blocks in turn, until none has anything left. */
    private void run(TenantId tenant) {
        steps.endBrokenOff(tenant);
        boolean more = true;
        while (more) {
            more = false;
            for (UUID job : steps.open(tenant)) {
                more |= steps.claim(tenant, job).map(this::someBlocks).orElse(false);
            }
        }
    }

    /** Returns whether there is more of it to do now. */
    private boolean someBlocks(ImportJob job) {
        try {
            int until = Math.min(job.blocks(), job.next() + BLOCKS_IN_TURN);
            for (int ordinal = job.next(); ordinal < until; ordinal++) {
                blocks.record(job, ordinal);
            }
            if (until == job.blocks()) {
                steps.finish(job);
                LOG.infof("Import done: job=%s controller=%s", job.id(), job.controller());
                return false;
            }
            steps.release(job);
            return true;
        } catch (RecordBlock.RecordedElsewhereException e) {
            LOG.infof("Import goes on elsewhere: job=%s", job.id());
        } catch (RuntimeException e) {
            notNow(job, e);
        }
        return false;
    }

    private void notNow(ImportJob job, RuntimeException e) {
        boolean waits = e instanceof ProblemException later && WAITS.contains(later.code());
        if (waits) {
            LOG.warnf("Import waits: job=%s %s", job.id(), e.getMessage());
            steps.release(job);
        } else {
            failed(job, e);
        }
    }

    private void failed(ImportJob job, RuntimeException e) {
        LOG.errorf("Import fails: job=%s %s", job.id(), StackText.of(e));
        if (steps.failed(job) >= MOST_FAILURES) {
            steps.giveUp(job);
        } else {
            steps.release(job);
        }
    }
}
