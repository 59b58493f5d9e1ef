// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import fi.lupa.consent.job.JobStatus;
import fi.lupa.consent.job.JobView;
import fi.lupa.consent.job.Jobs;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The steps of an import beside its rows, each a short transaction of its own under the job's lock {@code import:<job>}. */
@ApplicationScoped
class ImportSteps {

    /** Of a process that records and says nothing for so long it is assumed that it is gone. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration UPLOAD_SILENCE = Duration.ofHours(1);

    /** How many rows the body has; beside it {@code rows} says how many of them are done. */
    private static final String RECEIVED = "received";

    private final Transactions transactions;
    private final ImportSpool spool;
    private final Jobs jobs;
    private final InstantSource clock;

    ImportSteps(Transactions transactions, ImportSpool spool, Jobs jobs, InstantSource clock) {
        this.transactions = transactions;
        this.spool = spool;
        this.jobs = jobs;
        this.clock = clock;
    }

    <T> T read(TenantId tenant, Supplier<T> work) {
        return transactions.read(tenant, work);
    }

    void start(ImportJob job) {
        write(job.tenant(), job.id(), () -> {
            jobs.start(job.tenant(), job.id(), "IMPORT", job.controller(), job.client());
            spool.start(job);
            return job;
        });
    }

    /** Adds blocks, the first under this number; {@code lines} of the body have come so far. */
    void add(ImportJob job, int first, List<byte[]> sealed, long lines) {
        write(job.tenant(), job.id(), () -> {
            spool.add(job.tenant(), job.id(), first, sealed);
            jobs.note(job.tenant(), job.id(), JobStatus.RUNNING, null, Map.of(RECEIVED, lines));
            return job;
        });
    }

    void received(ImportJob job, int blocks) {
        write(job.tenant(), job.id(), () -> {
            spool.received(job.tenant(), job.id(), blocks);
            return job;
        });
    }

    /** Ends the import and destroys what waited. */
    void end(ImportJob job, JobStatus status, @Nullable ProblemCode code, Map<String, Long> counts) {
        end(job.tenant(), job.id(), status, code, counts);
    }

    private void end(
            TenantId tenant, UUID job, JobStatus status, @Nullable ProblemCode code, Map<String, Long> counts) {
        write(tenant, job, () -> {
            jobs.note(tenant, job, status, code == null ? null : code.name(), counts);
            spool.forget(tenant, job);
            return job;
        });
    }

    /** Ends what broke off while it was sent. */
    void endBrokenOff(TenantId tenant) {
        Instant before = clock.instant().minus(UPLOAD_SILENCE);
        transactions
                .read(tenant, () -> spool.brokenOff(tenant, before))
                .forEach(job -> end(tenant, job, JobStatus.FAILED, ProblemCode.LIST_INCOMPLETE, Map.of()));
    }

    List<UUID> open(TenantId tenant) {
        return transactions.read(tenant, () -> spool.open(tenant, silentSince()));
    }

    /** Takes the import for this process; nothing if another has it, or it is done. */
    Optional<ImportJob> claim(TenantId tenant, UUID job) {
        boolean claimed = write(tenant, job, () -> spool.claim(tenant, job, now(), silentSince()));
        return claimed ? transactions.read(tenant, () -> spool.find(tenant, job)) : Optional.empty();
    }

    void release(ImportJob job) {
        write(job.tenant(), job.id(), () -> {
            spool.release(job.tenant(), job.id());
            return job;
        });
    }

    /** Counts a failure and returns how many there were in a row. */
    int failed(ImportJob job) {
        return write(job.tenant(), job.id(), () -> spool.failed(job.tenant(), job.id()));
    }

    byte @Nullable [] sealed(ImportJob job, int ordinal) {
        return transactions.read(job.tenant(), () -> spool.sealed(job.tenant(), job.id(), ordinal));
    }

    /** Goes on to the next block, in the transaction in progress; false if somebody else has recorded this one. */
    boolean advance(ImportJob job, int ordinal) {
        return spool.advance(job.tenant(), job.id(), ordinal, now());
    }

    /** Notes what came of a block, in the transaction in progress. */
    void done(ImportJob job, int ordinal, String report, Map<String, Long> counts) {
        spool.done(job.tenant(), job.id(), ordinal, report);
        Map<String, Long> all = counts(job);
        counts.forEach((name, count) -> all.merge(name, count, Long::sum));
        jobs.note(job.tenant(), job.id(), JobStatus.RUNNING, null, all);
    }

    /** Does the same in a transaction of its own, for a block of which nothing is kept; false if somebody else has done so. */
    boolean judged(ImportJob job, int ordinal, String report, Map<String, Long> counts) {
        return write(job.tenant(), job.id(), () -> {
            boolean mine = advance(job, ordinal);
            if (mine) {
                done(job, ordinal, report, counts);
            }
            return mine;
        });
    }

    /** Ends an import of which every block is done, with all that was counted. */
    void finish(ImportJob job) {
        Map<String, Long> counts = transactions.read(job.tenant(), () -> counts(job));
        end(job, JobStatus.DONE, null, counts);
    }

    /** Ends an import that cannot be recorded to its end; what was recorded stays counted. */
    void giveUp(ImportJob job) {
        Map<String, Long> counts = transactions.read(job.tenant(), () -> counts(job));
        end(job, JobStatus.FAILED, ProblemCode.INTERNAL, counts);
    }

    private Map<String, Long> counts(ImportJob job) {
        return jobs.find(job.tenant(), job.id())
                .map(JobView::counts)
                .<Map<String, Long>>map(TreeMap::new)
                .orElseGet(TreeMap::new);
    }

    private <T> T write(TenantId tenant, UUID job, Supplier<T> work) {
        return transactions.write(tenant, List.of(Transactions.lockNamed("import:" + job)), work);
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }

    private Instant silentSince() {
        return now().minus(SILENCE);
    }
}
