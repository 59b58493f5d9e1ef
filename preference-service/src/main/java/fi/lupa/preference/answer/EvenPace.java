// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets an answer go at a moment that does not tell whom it was about. To find somebody takes a few microseconds longer than to find
 * nobody; a client that may not be told who is known ({@code decision:explain}) could measure that. Its answers therefore leave a
 * fixed time after the question came, which depends on nothing but how many were asked about (ADR 0053). Who may have answers
 * explained does not wait.
 */
@Singleton
final class EvenPace {

    /** Longer than an answer takes on a machine that is not overrun: a millisecond, and a tenth for each recipient. */
    private static final Duration ANSWER = Duration.ofMillis(1);

    private static final Duration RECIPIENT = Duration.ofNanos(100_000);

    /** The same for what is read from the history in PostgreSQL. */
    private static final Duration PAST_ANSWER = Duration.ofMillis(20);

    private static final Duration PAST_RECIPIENT = Duration.ofMillis(2);

    private final LongSupplier nanos;
    private final Later later;

    @Inject
    EvenPace() {
        this(System::nanoTime, (nanos, here) -> CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, here));
    }

    EvenPace(LongSupplier nanos, Later later) {
        this.nanos = nanos;
        this.later = later;
    }

    /** Gives an executor that hands its tasks on when so many nanoseconds have passed. */
    interface Later {

        Executor after(long nanos, Executor here);
    }

    /** When the answer to a question that comes now is due, whoever it is about; on the clock of {@link #even}. */
    long due(DecisionRequest question) {
        return due(question, 1);
    }

    /** The same for a batch; one that lacks what it must have is refused without a look at anybody. */
    long due(BatchRequest batch) {
        DecisionRequest question = batch.question();
        List<BatchRequest.Recipient> recipients = batch.recipients();
        return question == null || recipients == null ? nanos.getAsLong() : due(question, recipients.size());
    }

    private long due(DecisionRequest question, int recipients) {
        boolean past = question.at() != null || question.knownAt() != null;
        Duration each = past ? PAST_RECIPIENT : RECIPIENT;
        Duration whole = (past ? PAST_ANSWER : ANSWER).plus(each.multipliedBy(recipients));
        return nanos.getAsLong() + whole.toNanos();
    }

    /** Completes on the executor as the answer does, but for a caller who is not told why, not before it is due. */
    <T> CompletionStage<T> even(CompletionStage<T> answer, Caller caller, long due, Executor here) {
        if (caller.has(Scope.DECISION_EXPLAIN)) {
            return answer;
        }
        CompletableFuture<T> even = new CompletableFuture<>();
        answer.whenComplete((value, failure) ->
                later.after(Math.max(0, due - nanos.getAsLong()), here).execute(() -> complete(even, value, failure)));
        return even;
    }

    private static <T> void complete(CompletableFuture<T> even, T value, @Nullable Throwable failure) {
        if (failure == null) {
            even.complete(value);
        } else {
            even.completeExceptionally(failure);
        }
    }
}
