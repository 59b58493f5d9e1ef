// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.consent.journal.Epochs;
import fi.lupa.consent.journal.WriteGate;
import fi.lupa.consent.sql.Together;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Opens every transaction of the service; an architecture test lets nothing else do so.
 *
 * <p>A write holds all its locks before anything may give it its number (xid). Journal order is the order of these numbers, so two writes
 * about one subject stand in the journal in the order of their revisions. A transaction that has a number too early is refused, in
 * production too.
 */
@ApplicationScoped
public class Transactions {

    private final ProtocolSteps steps;
    private final StoredAnswers answers;
    private final WriteGate gate;
    private final Epochs epochs;
    private final CatalogueStamp catalogue;
    private final InstantSource clock;

    Transactions(
            ProtocolSteps steps,
            StoredAnswers answers,
            WriteGate gate,
            Epochs epochs,
            CatalogueStamp catalogue,
            InstantSource clock) {
        this.steps = steps;
        this.answers = answers;
        this.gate = gate;
        this.epochs = epochs;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Runs work about subjects once their locks are held, and commits it. */
    public <T> T capture(CaptureScope scope, Work<T> work) {
        return writing(() -> {
            steps.setTenant(scope.tenant(), false);
            CaptureContext context = hold(scope);
            T done = work.run(context);
            context.flush();
            return done;
        });
    }

    /**
     * Does the same at most once for a key of the client: the answer is kept in the transaction of the work, and a repetition gets it
     * byte for byte.
     *
     * @throws ProblemException IDEMPOTENCY_KEY_IN_USE while the first runs, IDEMPOTENCY_KEY_REUSED for another request
     */
    public Answer captureOnce(CaptureScope scope, IdempotencyClaim claim, Work<CommittedAnswer> work) {
        TenantId tenant = scope.tenant();
        return writing(() -> once(tenant, claim).orElseGet(() -> {
            CaptureContext context = hold(scope);
            CommittedAnswer done = work.run(context);
            answers.keep(context, claim, done);
            context.flush();
            return done.answer();
        }));
    }

    /** Runs work that is not about subjects, with these named locks of the tenant held. */
    public <T> T write(TenantId tenant, List<byte[]> locks, Supplier<T> work) {
        return writing(() -> {
            steps.setTenant(tenant, false);
            holdNamed(tenant, locks);
            return work.get();
        });
    }

    /** Reads the tenant's rows; the database refuses every write in it. */
    public <T> T read(TenantId tenant, Supplier<T> work) {
        return Attempts.run(() -> QuarkusTransaction.disallowingExisting().call(() -> {
            steps.setTenant(tenant, true);
            return work.get();
        }));
    }

    /**
     * Reads the tenant's rows as they are at one moment, for as long as that takes and no longer than the limit; waits for nobody and nobody waits
     * for it. What was read may have gone out already, so it is done once. Where the work leaves the database alone for longer than {@code idle},
     * for instance because nobody takes what it writes, the database ends it. What is read once it was ended may be nothing at all: only when this
     * returns was all of it of that moment.
     *
     * @param only the name of a lock that it holds meanwhile; TOO_MANY_REQUESTS if somebody else does
     */
    public void snapshot(TenantId tenant, byte[] only, Duration idle, Duration limit, Runnable work) {
        QuarkusTransaction.disallowingExisting()
                .timeout(Math.toIntExact(limit.toSeconds()))
                .run(() -> {
                    require(steps.setSnapshot(tenant, idle, LockNumbers.named(tenant, only)));
                    work.run();
                });
    }

    /** Holds a lock of the tenant until the transaction in progress ends; TOO_MANY_REQUESTS, without waiting, if somebody else does. */
    public void holdAtOnce(TenantId tenant, byte[] name) {
        Together first = new Together();
        Together.Told<Boolean> mine = steps.claim(first, tenant, LockNumbers.named(tenant, name));
        steps.run(first);
        require(mine.get());
    }

    private static void require(boolean held) {
        if (!held) {
            throw new ProblemException(ProblemCode.TOO_MANY_REQUESTS);
        }
    }

    /** The number of the write in progress, for its revision token. */
    public long xid() {
        Together only = new Together();
        Together.Told<Long> number = steps.xid(only);
        steps.run(only);
        return number.get();
    }

    /** The name of the lock that keeps captures out of an identity domain, for {@link #write}. */
    public static byte[] domainLock(UUID domain) {
        return LockNumbers.domainName(domain);
    }

    /** The name of a lock of the tenant, for {@link #write}. */
    public static byte[] lockNamed(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private <T> T writing(Supplier<T> body) {
        gate.check();
        return Attempts.run(() -> QuarkusTransaction.disallowingExisting().call(body::get));
    }

    /** Claims the key and looks for its answer, for a repetition before it waits for any other lock. */
    private Optional<Answer> once(TenantId tenant, IdempotencyClaim claim) {
        Together first = new Together();
        Together.Told<Boolean> mine =
                steps.claim(first, tenant, LockNumbers.idempotency(tenant, claim.client(), claim.key()));
        Together.Told<Optional<StoredAnswers.Stored>> stored = answers.find(first, tenant, claim);
        steps.run(first);
        if (!mine.get()) {
            throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_IN_USE);
        }
        return stored.get().map(found -> found.answer(tenant, claim));
    }

    private void holdNamed(TenantId tenant, List<byte[]> locks) {
        LongStream numbers = locks.stream().mapToLong(name -> LockNumbers.named(tenant, name));
        requireNoXid(steps.hold(tenant, LongStream.empty(), numbers, List.of()));
    }

    private CaptureContext hold(CaptureScope scope) {
        TenantId tenant = scope.tenant();
        ProtocolSteps.Held held = hold(scope, tenant);
        requireNoXid(held);
        catalogue.found(held.catalogue());
        return new CaptureContext(
                tenant, epochs.current(), Timestamps.truncate(clock.instant()), held.subjects(), steps);
    }

    /** Where nobody is known there is nobody to lock, and what was read under the identifiers' locks stands. */
    private ProtocolSteps.Held hold(CaptureScope scope, TenantId tenant) {
        LongStream domains =
                scope.domains().stream().mapToLong(domain -> LockNumbers.named(tenant, LockNumbers.domainName(domain)));
        LongStream identifiers = scope.identifiers().stream().mapToLong(key -> LockNumbers.identifier(tenant, key));
        ProtocolSteps.Held before = steps.hold(tenant, domains, identifiers, scope.identifiers());
        Set<SubjectId> subjects = all(scope.subjects(), before.subjects().values());
        if (subjects.isEmpty()) {
            return before;
        }
        LongStream numbers = subjects.stream().mapToLong(id -> LockNumbers.subject(tenant, id));
        ProtocolSteps.Held held = steps.hold(tenant, LongStream.empty(), numbers, scope.identifiers());
        if (!held.subjects().equals(before.subjects())) {
            throw new SubjectsMovedException();
        }
        return held;
    }

    private static void requireNoXid(ProtocolSteps.Held held) {
        if (!held.unnumbered()) {
            throw new IllegalStateException("something was written before the locks were held");
        }
    }

    private static Set<SubjectId> all(Set<SubjectId> named, Collection<SubjectId> found) {
        Set<SubjectId> all = new HashSet<>(named);
        all.addAll(found);
        return all;
    }
}
