// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.journal.Epochs;
import fi.lupa.consent.journal.WriteGate;
import fi.lupa.consent.store.JournalOrder.Registered;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** M1: the order of the journal is the order of revisions, and what breaks it is refused. */
@QuarkusTest
class CaptureOrderTest {

    private static final TenantId TENANT = TenantId.ofKey("capture-order");

    @Inject
    Transactions transactions;

    @Inject
    JournalOrder journal;

    @Inject
    StoredAnswers answers;

    @Inject
    WriteGate gate;

    @Inject
    Epochs epochs;

    @Inject
    CatalogueStamp stamp;

    @Inject
    InstantSource clock;

    @Inject
    DataSource database;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void keepsRevisionOrder_whenEightThreadsWriteAboutTwoSubjects() throws Exception {
        // Given
        List<Registered> subjects = List.of(journal.register(TENANT), journal.register(TENANT));

        // When
        List<Future<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 160; i++) {
            Registered subject = subjects.get(i % 2);
            IdempotencyClaim claim = claim("order-" + i);
            writes.add(threads.submit(() -> transactions
                    .captureOnce(subject.scope(), claim, context -> answer(journal.oneMore(subject, context)))
                    .status()));
        }
        for (Future<Integer> write : writes) {
            write.get(300, TimeUnit.SECONDS);
        }

        // Then
        List<Integer> expected = IntStream.rangeClosed(1, 80).boxed().toList();
        assertThat(journal.revisions(subjects.get(0))).isEqualTo(expected);
        assertThat(journal.revisions(subjects.get(1))).isEqualTo(expected);
    }

    @Test
    void keepsRevisionOrder_whenAnotherWriteOvertakesBeforeTheLocks() throws Exception {
        // Given
        Registered subject = journal.register(TENANT);
        Overtaken steps = new Overtaken(database, journal, false, true);

        // When
        overtake(subject, steps);

        // Then
        assertThat(journal.revisions(subject)).containsExactly(1, 2);
    }

    @Test
    void refusesTheWrite_whenSomethingIsInsertedBeforeTheLocks() throws Exception {
        // Given
        Registered subject = journal.register(TENANT);
        Overtaken steps = new Overtaken(database, journal, true, true);

        // When
        Throwable failure = overtake(subject, steps);

        // Then
        assertThat(failure).isInstanceOf(IllegalStateException.class);
        assertThat(journal.revisions(subject)).containsExactly(1);
    }

    @Test
    void wouldLoseRevisionOrder_whenSomethingIsInsertedBeforeTheLocksAndNobodyLooks() throws Exception {
        // Given
        Registered subject = journal.register(TENANT);
        Overtaken steps = new Overtaken(database, journal, true, false);

        // When
        overtake(subject, steps);

        // Then
        assertThat(journal.revisions(subject)).containsExactly(2, 1);
    }

    /** Starts a write by these steps, lets another write overtake it before its locks, and returns its failure, if any. */
    private Throwable overtake(Registered subject, Overtaken steps) throws Exception {
        Transactions slow = new Transactions(steps, answers, gate, epochs, stamp, clock);
        Future<Integer> first =
                threads.submit(() -> slow.capture(subject.scope(), context -> journal.oneMore(subject, context)));
        assertThat(steps.begun.await(60, TimeUnit.SECONDS)).isTrue();
        transactions.capture(subject.scope(), context -> journal.oneMore(subject, context));
        steps.overtaken.countDown();
        try {
            first.get(60, TimeUnit.SECONDS);
            return new AssertionError("no failure");
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }

    private static IdempotencyClaim claim(String key) {
        return new IdempotencyClaim("tool", key, new byte[] {1}, AnswerSeal.NONE);
    }

    private static CommittedAnswer answer(int revision) {
        return new CommittedAnswer(new Answer(201, "text/plain", null, new byte[] {(byte) revision}), null);
    }

    /** The protocol, stopped between its first step and its locks; optionally with a write there, and without step 8. */
    private static final class Overtaken extends ProtocolSteps {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch overtaken = new CountDownLatch(1);
        private final JournalOrder journal;
        private final boolean insertsFirst;
        private final boolean looks;

        Overtaken(DataSource database, JournalOrder journal, boolean insertsFirst, boolean looks) {
            super(database);
            this.journal = journal;
            this.insertsFirst = insertsFirst;
            this.looks = looks;
        }

        @Override
        void setTenant(TenantId tenant, boolean readOnly) {
            super.setTenant(tenant, readOnly);
            journal.run(JournalOrder.MAY_BE_HELD);
            if (insertsFirst) {
                journal.run(
                        "INSERT INTO act_memory VALUES (?, 'c', 'tool', ?, now())",
                        tenant.value(),
                        Long.toString(System.nanoTime()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            begun.countDown();
            try {
                assertThat(overtaken.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        Held hold(TenantId tenant, LongStream shared, LongStream numbers, Collection<IdentifierKey> keys) {
            Held held = super.hold(tenant, shared, numbers, keys);
            return looks ? held : new Held(held.subjects(), true, held.catalogue());
        }
    }
}
