// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.stack.demo.Api;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Writes without pause, as clients do who repeat with the same key until they are answered, and asks after each write: with its token,
 * when nothing but that write or "not now" may be answered; and without one, when an answer that says it knows everything up to a moment after
 * the write must know the write, and so must any answer after the first one was given: there is one replica, which may die but not forget. Each
 * person is one thread's, so that what was said last is known.
 */
final class Writers implements AutoCloseable {

    /** Few leave a machine of two cores time for everything else; more make more pairs. */
    private static final int THREADS = Integer.getInteger("lupa.faults.writers", 6);

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final double NEWCOMERS = 0.3;
    /** So many people that each thread knows; of others it has to be asked at the end too. */
    private static final int MOST_PEOPLE = 1_000;

    private static final int CREATED = 201;
    private static final int SAID = 1_000;

    private final Caller tool;
    private final long seed;
    private final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Said> last = new ConcurrentHashMap<>();
    private final AtomicLong pairs = new AtomicLong();
    private final AtomicLong datedLater = new AtomicLong();
    private final AtomicLong toldBefore = new AtomicLong();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    Writers(StartedStack lupa, long seed) {
        this.tool = lupa.as("marketing-tool", "kysely");
        this.seed = seed;
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> writeOn(number), "writer-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** What somebody said last, and the token of it. */
    record Said(String choice, String revision, Instant acknowledgedAt) {

        boolean isNo() {
            return choice.equals("WITHDRAWN");
        }

        /** The answer that follows from it. */
        String expected() {
            return isNo() ? "DENY CONSENT_WITHDRAWN" : "ALLOW CONSENT_GIVEN";
        }
    }

    private void writeOn(int number) {
        try {
            Random random = new Random(seed + number);
            List<String> people = new ArrayList<>();
            while (!stopped.get()) {
                pair(random, people);
            }
        } catch (RuntimeException | AssertionError failure) {
            failures.add(Thread.currentThread().getName() + ": " + failure);
        }
    }

    private void pair(Random random, List<String> people) {
        if (people.isEmpty() || (people.size() < MOST_PEOPLE && random.nextDouble() < NEWCOMERS)) {
            people.add(FirstPathIT.somebody());
        }
        String email = people.get(random.nextInt(people.size()));
        boolean yes = !last.containsKey(email) || random.nextBoolean();
        Said said = yes ? says("GIVEN", "WEB_CHECKBOX", email) : says("WITHDRAWN", "WEB_BUTTON", email);
        last.put(email, said);
        Api.Answer asked = persistently(() -> tool.asks(email, "product-updates", said.revision()), 200, 503);
        if (asked.status() == 200) {
            check(said, asked, "asked with the token");
            pairs.incrementAndGet();
        }
        Api.Answer untied = persistently(() -> tool.asks(email, "product-updates", null), 200, 503);
        if (untied.status() != 200) {
            return;
        }
        if (Instant.parse(untied.body().path("asOf").asText()).isAfter(said.acknowledgedAt())) {
            check(said, untied, "asOf is later than the write");
            datedLater.incrementAndGet();
        } else if (asked.status() == 200) {
            check(said, untied, "the one replica has told it before");
            toldBefore.incrementAndGet();
        }
    }

    private void check(Said said, Api.Answer answer, String how) {
        if (!FirstPathIT.answer(answer).equals(said.expected())) {
            wrong.add(how + ", " + said.choice() + " acknowledged at " + said.acknowledgedAt() + ": " + answer.text());
        }
    }

    private Said says(String choice, String method, String email) {
        Api.Answer answer = acknowledge(choice, method, email);
        return new Said(choice, FirstPathIT.revision(answer), Instant.now());
    }

    private Api.Answer acknowledge(String choice, String method, String email) {
        String key = UUID.randomUUID().toString();
        var body = tool.consentBody(email, tool.choice("product-updates", choice), tool.capture(method));
        Api.Answer answer = persistently(() -> tool.record("/v1/consents", body, key), CREATED, CREATED);
        answer.body()
                .path("records")
                .forEach(record -> acknowledged.add(record.path("id").asText()));
        return answer;
    }

    /** Asks again until one of the wanted answers comes; a 4xx that will never become one ends the run. */
    private Api.Answer persistently(Supplier<Api.Answer> call, int wanted, int orWanted) {
        while (true) {
            try {
                Api.Answer answer = call.get();
                if (answer.status() == wanted || answer.status() == orWanted) {
                    return answer;
                }
                if (answer.status() / 100 == 4 && answer.status() != 409) {
                    throw new IllegalStateException(answer.status() + " " + answer.text());
                }
            } catch (UncheckedIOException away) {
                // The part is being killed; the client tries again with the same key.
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Answers that were not what the person had said last. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** How often a write was followed by an answer to a question with its token. */
    long pairs() {
        return pairs.get();
    }

    /** How often an answer without a token said that it knows of a time after the write. */
    long datedLater() {
        return datedLater.get();
    }

    /** How often an answer without a token that does not say so came from the replica that had told of the write. */
    long toldBefore() {
        return toldBefore.get();
    }

    /** What each person said last. */
    Map<String, Said> last() {
        return Map.copyOf(last);
    }

    /** What ended a writer before its time. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Waits until writes go through again. */
    void awaitMore(int count) {
        int before = acknowledged.size();
        Waiting.until(() -> acknowledged.size() >= before + count || !failures.isEmpty());
    }

    /** Waits until there were so many pairs; says on the way how many there are. */
    void awaitPairs(long wanted) {
        while (pairs.get() < wanted && failures.isEmpty() && wrong.isEmpty()) {
            long before = pairs.get();
            Waiting.until(
                    () -> "another pair", () -> pairs.get() >= Math.min(wanted, before + SAID) || !failures.isEmpty());
            System.out.println("FaultsIT pairs of a write and a question: " + pairs.get() + " of " + wanted);
        }
    }

    void stop() {
        stopped.set(true);
        for (Thread thread : threads) {
            try {
                thread.join(Waiting.PATIENCE.toMillis());
                if (thread.isAlive()) {
                    failures.add(thread.getName() + " does not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}
