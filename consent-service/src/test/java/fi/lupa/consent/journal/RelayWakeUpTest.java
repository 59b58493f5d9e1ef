// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RelayWakeUpTest {

    private static final int ROUNDS = 50_000;

    private final RelayWakeUp wakeUp = new RelayWakeUp();

    @Test
    void losesNoSignal_whenItComesJustAsTheWaitEnds() throws Exception {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        CyclicBarrier together = new CyclicBarrier(2);
        try {
            Future<Void> signals = writer.submit(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    together.await();
                    wakeUp.signal();
                    together.await();
                }
                return null;
            });
            int heard = 0;
            for (int round = 0; round < ROUNDS; round++) {
                // When
                together.await();
                boolean inTime = wakeUp.await(Duration.ofNanos(1));
                together.await();

                // Then
                heard += inTime || wakeUp.await(Duration.ofNanos(1)) ? 1 : 0;
            }
            signals.get();
            assertThat(heard).isEqualTo(ROUNDS);
        } finally {
            writer.shutdownNow();
        }
    }

    @Test
    void countsManySignalsAsOne_andTellsWhenThereWasNone() throws InterruptedException {
        // Given
        wakeUp.signal();
        wakeUp.signal();

        // Then
        assertThat(wakeUp.await(Duration.ofNanos(1))).isTrue();
        assertThat(wakeUp.await(Duration.ofNanos(1))).isFalse();
    }
}
