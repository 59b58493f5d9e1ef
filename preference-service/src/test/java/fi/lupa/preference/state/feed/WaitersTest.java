// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WaitersTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Runnable> timers = new ArrayList<>();
    private final List<Runnable> cancelled = new ArrayList<>();
    private final Waiters waiters = new Waiters(this::timer, 2);
    private final AtomicBoolean come = new AtomicBoolean();

    @Test
    void answersAtOnce_whenItHasComeAlready() {
        // Given
        come.set(true);

        // Then
        assertThat(await()).isCompletedWithValue(true);
        assertThat(timers).isEmpty();
    }

    @Test
    void answersWithoutTheTimer_whenItComesLater() {
        // Given
        CompletableFuture<Boolean> answer = await();
        waiters.signal();
        assertThat(answer).isNotDone();

        // When
        come.set(true);
        waiters.signal();

        // Then
        assertThat(answer).isCompletedWithValue(true);
        assertThat(cancelled).hasSize(1);
        assertThat(waiters.waiting()).isZero();
    }

    @Test
    void answersNo_whenTheTimeIsOver() {
        // Given
        CompletableFuture<Boolean> answer = await();

        // When
        timers.get(0).run();

        // Then
        assertThat(answer).isCompletedWithValue(false);
        assertThat(waiters.waiting()).isZero();
    }

    @Test
    void looksOnceMore_whenTheTimeIsOver() {
        // Given
        CompletableFuture<Boolean> answer = await();
        come.set(true);

        // When
        timers.get(0).run();

        // Then
        assertThat(answer).isCompletedWithValue(true);
    }

    @Test
    void letsNobodyWait_whenTheHouseIsFull() {
        // Given
        assertThat(await()).isNotDone();
        assertThat(await()).isNotDone();

        // Then
        assertThat(await()).isCompletedWithValue(false);
    }

    @Test
    void goesOnSignalling_whenOneConditionFails() {
        // Given
        AtomicBoolean broken = new AtomicBoolean();
        CompletableFuture<Boolean> failing =
                waiters.await(() -> fail(broken), SECOND).toCompletableFuture();
        CompletableFuture<Boolean> other = await();
        broken.set(true);
        come.set(true);

        // When
        waiters.signal();

        // Then
        assertThat(failing).isCompletedExceptionally();
        assertThat(other).isCompletedWithValue(true);
    }

    private static boolean fail(AtomicBoolean broken) {
        if (broken.get()) {
            throw new IllegalStateException();
        }
        return false;
    }

    private CompletableFuture<Boolean> await() {
        return waiters.await(come::get, SECOND).toCompletableFuture();
    }

    private Runnable timer(Duration delay, Runnable action) {
        timers.add(action);
        return () -> cancelled.add(action);
    }
}
