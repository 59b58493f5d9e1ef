// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.stack.demo.Api;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Clients who ask without pause about people whose answer is known, each at one process and at the next when that one gives none. */
final class Askers implements AutoCloseable {

    private static final int THREADS = 4;
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final List<Caller> processes;
    private final List<Map.Entry<String, String>> expected;
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger goneOn = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    /** Asks these processes about these people; the value is the only right answer about each. */
    Askers(List<Caller> processes, Map<String, String> expected) {
        this.processes = processes;
        this.expected = List.copyOf(expected.entrySet());
        for (int i = 0; i < THREADS; i++) {
            int first = i;
            Thread thread = new Thread(() -> ask(first), "asker-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void ask(int first) {
        int turn = first;
        long begin = System.nanoTime();
        while (!stopped.get()) {
            Map.Entry<String, String> person = expected.get(turn % expected.size());
            if (isAnswered(processes.get(turn % processes.size()), person)) {
                long now = System.nanoTime();
                longestNanos.accumulateAndGet(now - begin, Math::max);
                answered.incrementAndGet();
                LockSupport.parkNanos(PAUSE.toNanos());
                begin = System.nanoTime();
            } else {
                goneOn.incrementAndGet();
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            turn++;
        }
        longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
    }

    /** No answer, because the process is away or says so, is not a wrong one. */
    private boolean isAnswered(Caller process, Map.Entry<String, String> person) {
        try {
            Api.Answer answer = process.asks(person.getKey(), "product-updates", null);
            String said = FirstPathIT.answer(answer);
            if (answer.status() == 200 && !said.equals(person.getValue())) {
                wrong.add(said + " instead of " + person.getValue());
            }
            return answer.status() == 200;
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    /** Answers that were not the expected one. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** The longest that any of the clients went without an answer. */
    Duration longestGap() {
        return Duration.ofNanos(longestNanos.get());
    }

    int answered() {
        return answered.get();
    }

    /** How often a client had to ask the next process. */
    int goneOn() {
        return goneOn.get();
    }

    @Override
    public void close() {
        stopped.set(true);
        for (Thread thread : threads) {
            try {
                thread.join(Waiting.PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
