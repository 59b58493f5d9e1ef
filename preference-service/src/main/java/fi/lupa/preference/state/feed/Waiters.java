// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.preference.state.Arrivals;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Questions that wait for the tailer, each with a timer instead of a thread; a full house lets nobody wait. Thread-safe. */
final class Waiters implements Arrivals {

    private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();
    private final Timer timer;
    private final int most;

    Waiters(Timer timer, int most) {
        this.timer = timer;
        this.most = most;
    }

    /** Runs something once after a while. */
    interface Timer {

        /** Returns what calls it off. */
        Runnable after(Duration delay, Runnable action);
    }

    @Override
    public CompletionStage<Boolean> await(BooleanSupplier condition, Duration limit) {
        if (condition.getAsBoolean()) {
            return CompletableFuture.completedFuture(true);
        }
        if (waiting.size() >= most) {
            return CompletableFuture.completedFuture(false);
        }
        Waiter waiter = new Waiter(condition);
        waiting.add(waiter);
        Runnable cancel = timer.after(limit, () -> {
            waiter.look();
            waiter.end(false);
        });
        waiter.look();
        return waiter.answer.whenComplete((reached, failure) -> {
            waiting.remove(waiter);
            cancel.run();
        });
    }

    /** Lets every waiting question look whether what it waits for has come. */
    void signal() {
        waiting.forEach(Waiter::look);
    }

    int waiting() {
        return waiting.size();
    }

    private static final class Waiter {

        private final BooleanSupplier condition;
        private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

        Waiter(BooleanSupplier condition) {
            this.condition = condition;
        }

        /** A condition that fails must not stop whoever lets it look. */
        void look() {
            try {
                if (condition.getAsBoolean()) {
                    end(true);
                }
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }

        void end(boolean reached) {
            answer.complete(reached);
        }
    }
}
