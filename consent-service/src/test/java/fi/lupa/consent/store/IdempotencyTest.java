// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fi.lupa.consent.store.JournalOrder.Registered;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IdempotencyTest {

    private static final TenantId TENANT = TenantId.ofKey("idempotency");

    @Inject
    Transactions transactions;

    @Inject
    JournalOrder journal;

    @Test
    void answersTheSameBytesAndWritesOnce_whenTheSameRequestComesAgain() throws Exception {
        // Given
        Registered subject = journal.register(TENANT);
        IdempotencyClaim claim = claim(AnswerSeal.NONE);
        Answer first = once(subject, claim);

        // When
        Answer again = once(subject, claim);

        // Then
        assertThat(again).usingRecursiveComparison().isEqualTo(first);
        assertThat(journal.revisions(subject)).containsExactly(1);
    }

    @Test
    void storesTheBodySealed_whenTheClaimHasASeal() {
        // Given
        Registered subject = journal.register(TENANT);
        IdempotencyClaim claim = claim(new Backwards());
        Answer first = once(subject, claim);

        // When
        Answer stored = once(subject, claim.sealedBy(AnswerSeal.NONE));
        Answer again = once(subject, claim);

        // Then
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(stored.body()).isEqualTo(backwards(first.body()));
    }

    @Test
    void refuses_whenTheKeyComesWithAnotherRequest() throws Exception {
        // Given
        Registered subject = journal.register(TENANT);
        IdempotencyClaim claim = claim(AnswerSeal.NONE);
        once(subject, claim);
        IdempotencyClaim other = new IdempotencyClaim(claim.client(), claim.key(), new byte[] {2}, claim.seal());

        // When
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> once(subject, other));

        // Then
        assertThat(problem.code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
        assertThat(journal.revisions(subject)).containsExactly(1);
    }

    @Test
    void refuses_whileTheFirstRuns() throws Exception {
        // Given
        Registered subject = journal.register(TENANT);
        IdempotencyClaim claim = claim(AnswerSeal.NONE);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Answer> first =
                CompletableFuture.supplyAsync(() -> transactions.captureOnce(subject.scope(), claim, context -> {
                    journal.run(JournalOrder.MAY_BE_HELD);
                    running.countDown();
                    await(goOn);
                    return answer(journal.oneMore(subject, context), subject.subject());
                }));
        await(running);

        // When
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> once(subject, claim));
        goOn.countDown();
        first.get(60, TimeUnit.SECONDS);

        // Then
        assertThat(problem.code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_IN_USE);
        assertThat(journal.revisions(subject)).containsExactly(1);
    }

    @Test
    void writesForBoth_whenTwoClientsUseTheSameKey() throws Exception {
        // Given
        Registered subject = journal.register(TENANT);
        IdempotencyClaim claim = claim(AnswerSeal.NONE);
        once(subject, claim);

        // When
        once(subject, new IdempotencyClaim("another", claim.key(), claim.fingerprint(), claim.seal()));

        // Then
        assertThat(journal.revisions(subject)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "55P03", "40001"})
    void triesAgainThreeTimes_whenTheDatabaseRolledBack(String state) throws Exception {
        // Given
        Registered subject = journal.register(TENANT);
        AtomicInteger runs = new AtomicInteger();

        // When
        transactions.capture(subject.scope(), context -> {
            int revision = journal.oneMore(subject, context);
            if (runs.incrementAndGet() <= 3) {
                throw new StoreException(new SQLException("made up", state));
            }
            return revision;
        });

        // Then
        assertThat(runs).hasValue(4);
        assertThat(journal.revisions(subject)).containsExactly(1);
    }

    @Test
    void saysThatTheDatabaseIsUnavailable_whenItRollsBackAFourthTime() throws Exception {
        // Given
        Registered subject = journal.register(TENANT);

        // When
        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> transactions.capture(subject.scope(), context -> {
                    throw new StoreException(new SQLException("made up", "40P01"));
                }));

        // Then
        assertThat(problem.code()).isEqualTo(ProblemCode.DATABASE_UNAVAILABLE);
        assertThat(journal.revisions(subject)).isEmpty();
    }

    @Test
    void refusesAWrite_whenTheTransactionOnlyReads() {
        // Given
        Registered subject = journal.register(TENANT);

        // When
        StoreException failure = catchThrowableOfType(
                StoreException.class,
                () -> transactions.read(TENANT, () -> {
                    journal.run(
                            "UPDATE subject SET revision = 9 WHERE id = ?",
                            subject.subject().value());
                    return true;
                }));

        // Then
        assertThat(failure).hasMessage("SQL state 25006");
    }

    private Answer once(Registered subject, IdempotencyClaim claim) {
        return transactions.captureOnce(
                subject.scope(), claim, context -> answer(journal.oneMore(subject, context), subject.subject()));
    }

    private static CommittedAnswer answer(int revision, SubjectId subject) {
        byte[] body = ("{\"revision\":" + revision + "}").getBytes(StandardCharsets.UTF_8);
        return new CommittedAnswer(new Answer(201, "application/json", "/v1/somewhere", body), subject);
    }

    private static IdempotencyClaim claim(AnswerSeal seal) {
        return new IdempotencyClaim("tool", UUID.randomUUID().toString(), new byte[] {1}, seal);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] backwards(byte[] bytes) {
        return new StringBuilder(new String(bytes, StandardCharsets.UTF_8))
                .reverse()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A seal that anybody can see through, to see that it was there. */
    private static final class Backwards implements AnswerSeal {

        @Override
        public byte[] seal(TenantId tenant, @Nullable SubjectId subject, byte[] body) {
            return backwards(body);
        }

        @Override
        public byte[] open(TenantId tenant, @Nullable SubjectId subject, byte[] stored) {
            return backwards(stored);
        }
    }
}
