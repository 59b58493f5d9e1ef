// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is written while the next batch is read: in order, once, and nothing after a failure. */
@Timeout(30)
class CommitterTest {

    private static final int BATCHES = 50;

    private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicReference<Thread> worker = new AtomicReference<>();
    private final Committer committer = new Committer();

    @AfterEach
    void end() {
        gate.countDown();
        committer.close();
    }

    @Test
    void letsTheNextBeReadMeanwhile_andAwaitReturnsWhenItIsWritten() throws SQLException {
        // Given
        committer.begin(() -> {
            pass(gate);
            written.add(1);
        });

        // When: here only because nobody waits for the gate
        List<Integer> meanwhile = List.copyOf(written);
        gate.countDown();
        committer.await();

        // Then
        assertThat(meanwhile).isEmpty();
        assertThat(written).containsExactly(1);
    }

    @Test
    void writesEachOnceAndInOrder() throws SQLException {
        for (int i = 0; i < BATCHES; i++) {
            int number = i;
            committer.await();
            committer.begin(() -> written.add(number));
        }
        committer.await();
        committer.await();

        assertThat(written).hasSize(BATCHES).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void refusesASecond_untilTheFirstWasWaitedFor() throws SQLException {
        committer.begin(() -> written.add(1));

        assertThatThrownBy(() -> committer.begin(() -> written.add(2))).isInstanceOf(IllegalStateException.class);

        committer.await();
        assertThat(written).containsExactly(1);
    }

    @Test
    void tellsHowItEnded_beforeWhatWasReadAheadCanBegin() {
        // Given
        SQLException full = new SQLException("full", "53100");
        committer.begin(() -> {
            throw full;
        });

        // Then: the same exception, whose state decides what becomes of the sequencer
        assertThatThrownBy(this::nextBatch).isSameAs(full);
        assertThat(written).isEmpty();
    }

    @Test
    void passesOnThatAnotherWriterWasFirst() {
        FencedException fenced = new FencedException(1, 2);
        committer.begin(() -> {
            throw fenced;
        });

        assertThatThrownBy(this::nextBatch).isSameAs(fenced);
        assertThat(written).isEmpty();
    }

    @Test
    void closeWaitsForTheBatchUnderWay_andEndsTheThread() throws InterruptedException {
        // Given
        CountDownLatch begun = new CountDownLatch(1);
        committer.begin(() -> {
            worker.set(Thread.currentThread());
            begun.countDown();
            pass(gate);
            written.add(1);
        });
        pass(begun);
        Thread closing = new Thread(committer::close);

        // When
        closing.start();
        closing.join(200);
        boolean waited = closing.isAlive();
        gate.countDown();
        closing.join();

        // Then
        assertThat(waited).isTrue();
        assertThat(written).containsExactly(1);
        Thread ended = Objects.requireNonNull(worker.get());
        ended.join(TimeUnit.SECONDS.toMillis(5));
        assertThat(ended.isAlive()).isFalse();
    }

    /** As the sequencer does it. */
    private void nextBatch() throws SQLException {
        committer.await();
        committer.begin(() -> written.add(2));
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
