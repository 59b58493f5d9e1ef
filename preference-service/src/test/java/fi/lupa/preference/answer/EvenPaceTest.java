// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.decision.domain.Channel;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvenPaceTest {

    private static final DecisionRequest QUESTION = DecisionRequest.about("kysely", "newsletter", Channel.EMAIL);
    private static final BatchRequest.Recipient SOMEBODY =
            new BatchRequest.Recipient(new RawIdentifier(IdentifierType.EMAIL, "anna@example.fi", null), null);

    private long now;
    private long waited;
    private Runnable then = () -> {};

    private final EvenPace pace = new EvenPace(() -> now, (nanos, here) -> {
        waited = nanos;
        return task -> then = () -> here.execute(task);
    });

    @ParameterizedTest
    @ValueSource(longs = {0, 40, 47, 1_099})
    void leavesAtTheSameMoment_howeverLongItTookToFind(long micros) {
        // Given
        CompletableFuture<String> found = new CompletableFuture<>();
        CompletionStage<String> answer = pace.even(found, asking(), pace.due(QUESTION), Runnable::run);

        // When
        now = TimeUnit.MICROSECONDS.toNanos(micros);
        found.complete("DENY");

        // Then
        assertThat(now + waited).isEqualTo(TimeUnit.MICROSECONDS.toNanos(1_100));
        assertThat(answer).isNotCompleted();
        then.run();
        assertThat(answer).isCompletedWithValue("DENY");
    }

    @Test
    void refusalsLeaveAtThatMomentToo() {
        // When
        CompletionStage<String> answer = pace.even(
                CompletableFuture.failedFuture(new ProblemException(ProblemCode.STATE_UNAVAILABLE)),
                asking(),
                pace.due(QUESTION),
                Runnable::run);

        // Then
        assertThat(answer).isNotCompleted();
        then.run();
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void batchTakesTheLongerTheMoreItAsksAbout() {
        // Given
        BatchRequest hundred = new BatchRequest(QUESTION, Collections.nCopies(100, SOMEBODY), null);

        // When
        pace.even(CompletableFuture.completedFuture("DENY"), asking(), pace.due(hundred), Runnable::run);

        // Then
        assertThat(waited).isEqualTo(TimeUnit.MILLISECONDS.toNanos(11));
    }

    @Test
    void doesNotWait_whenItIsLateAnyway() {
        // Given
        long due = pace.due(QUESTION);

        // When
        now = TimeUnit.MILLISECONDS.toNanos(7);
        pace.even(CompletableFuture.completedFuture("DENY"), asking(), due, Runnable::run);

        // Then
        assertThat(waited).isZero();
    }

    @Test
    void doesNotWait_whenTheCallerMayKnowWhy() {
        // When
        CompletionStage<String> answer = pace.even(
                CompletableFuture.completedFuture("DENY"),
                asking(Scope.DECISION_EXPLAIN),
                pace.due(QUESTION),
                Runnable::run);

        // Then
        assertThat(answer).isCompletedWithValue("DENY");
    }

    private static Caller asking(Scope... more) {
        return new Caller("vendor", TenantId.ofKey("vendor"), "mailer", null, Set.of("kysely"), Set.of(more));
    }
}
