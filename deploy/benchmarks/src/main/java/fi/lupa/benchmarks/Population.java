// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.http.LoadLoop;
import fi.lupa.benchmarks.http.LoadResult;
import fi.lupa.benchmarks.http.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The people who are asked about: of each four, two have consented, one has withdrawn and one is unknown. */
final class Population {

    private static final int WRITERS = 8;
    private static final int KINDS = 4;
    private static final int WITHDREW = 2;
    private static final int UNKNOWN = 3;
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final Duration VISIBLE_WITHIN = Duration.ofMinutes(2);
    private static final Duration REST = Duration.ofMillis(200);

    private final LocalLupa lupa;
    private final Requests requests;
    private final int size;

    Population(LocalLupa lupa, Requests requests, int size) {
        this.lupa = lupa;
        this.requests = requests;
        this.size = size;
    }

    /** Records all of them through the public API. */
    void record() throws IOException {
        all(person -> person % KINDS != UNKNOWN, requests::gives);
        all(person -> person % KINDS == WITHDREW, requests::withdraws);
    }

    /** Records that each of them has consented. */
    void recordConsentOfAll() throws IOException {
        all(person -> true, requests::gives);
    }

    private void all(IntPredicate which, IntFunction<Request> act) throws IOException {
        Iterator<Request> each =
                IntStream.range(0, size).filter(which).mapToObj(act).iterator();
        try (LoadLoop loop = LoadLoop.to(lupa.port(LocalLupa.CONSENT), WRITERS)) {
            LoadResult recorded = loop.closed(each, LONG);
            if (recorded.wrong() > 0) {
                throw new IOException(
                        recorded.wrong() + " consents were not recorded, the first with: " + recorded.firstWrong());
            }
        }
    }

    /** One question about each of them, with the right answer. */
    List<Request> questions() {
        return IntStream.range(0, size)
                .mapToObj(person -> requests.asks(person, person % KINDS < WITHDREW ? "ALLOW" : "DENY"))
                .toList();
    }

    /** One question about each, when all have consented. */
    List<Request> questionsExpecting(String decision) {
        return IntStream.range(0, size)
                .mapToObj(person -> requests.asks(person, decision))
                .toList();
    }

    /** Waits until each question is answered rightly: what was recorded has arrived. */
    void awaitVisible(List<Request> questions) throws IOException {
        long begin = System.nanoTime();
        try (LoadLoop loop = LoadLoop.to(lupa.port(LocalLupa.PREFERENCE), WRITERS)) {
            LoadResult asked = loop.closed(questions.iterator(), LONG);
            while (asked.wrong() > 0) {
                if (System.nanoTime() - begin > VISIBLE_WITHIN.toNanos()) {
                    throw new IOException(asked.wrong() + " of " + size + " answers are wrong after "
                            + VISIBLE_WITHIN.toSeconds() + " s, the first: " + asked.firstWrong());
                }
                LockSupport.parkNanos(REST.toNanos());
                asked = loop.closed(questions.iterator(), LONG);
            }
        }
    }
}
