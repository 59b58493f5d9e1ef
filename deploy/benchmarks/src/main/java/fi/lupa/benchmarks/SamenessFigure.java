// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.http.Connection;
import fi.lupa.benchmarks.http.Request;
import fi.lupa.benchmarks.measure.Report;
import fi.lupa.benchmarks.measure.Welch;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Whether a client without {@code decision:explain} can tell who is known from how long the answer takes or how large it is: somebody
 * unknown and somebody known who has permitted something else, in pairs and in random order; and again with a difference of 20 us that the
 * measurement itself adds, which must be seen.
 */
final class SamenessFigure implements Figure {

    private static final int PEOPLE = 1_000;
    private static final int QUICK_PEOPLE = 50;
    private static final int PAIRS = 100_000;
    private static final int QUICK_PAIRS = 1_000;
    private static final int WARM_UP = 20_000;
    private static final long PLANTED_NANOS = 20_000;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final String ASKING = "mailer";
    private static final String COMPARED = "unknown, known without permission";

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        LocalLupa lupa = LocalLupa.running(bench);
        lupa.describe(report);
        int people = bench.many(PEOPLE, QUICK_PEOPLE);
        int pairs = bench.many(PAIRS, QUICK_PAIRS);
        long seed = System.nanoTime();
        report.setting("pairs", pairs);
        report.setting("seed", seed);
        report.setting("client", "without decision:explain, one connection, one question at a time");
        report.setting("cropped", "the slowest twentieth of each kind");
        bench.say("Recording " + people + " made-up people ...");
        Requests own = new Requests(lupa.token(Requests.CLIENT));
        Population known = new Population(lupa, own, people);
        known.recordConsentOfAll();
        known.awaitVisible(known.questionsExpecting("ALLOW"));
        String asking = lupa.token(ASKING);
        try (Connection connection = Connection.to(lupa.port(LocalLupa.PREFERENCE))) {
            Pairs measured = new Pairs(connection, new Random(seed), report);
            requireOneShape(connection, own, asking);
            List<Request> unknown = each(people, person -> own.asksAnother(asking, "unknown" + person));
            List<Request> without = each(people, person -> own.asksAnother(asking, "p" + person));
            measured.take(new Kinds(unknown, without), bench.many(WARM_UP, QUICK_PAIRS), 0);
            compare(bench, report, measured, new Kinds(unknown, without), pairs);
        }
    }

    /** What is unknown and what is not permitted looks the same: members, values and size, but for ids. */
    private static void requireOneShape(Connection connection, Requests own, String asking) throws IOException {
        String unknown = shape(connection, own.asksAnother(asking, "unknown0"));
        String known = shape(connection, own.asksAnother(asking, "p0"));
        if (!unknown.equals(known)) {
            throw new IOException("answers can be told apart: " + unknown + " and " + known);
        }
    }

    private static String shape(Connection connection, Request question) throws IOException {
        connection.exchange(question);
        return connection.body().replaceAll("(\"(?:asOf|validUntil|decisionId|handle)\":\")[^\"]*", "$1") + " of "
                + connection.body().length();
    }

    private static List<Request> each(int people, IntFunction<Request> question) {
        return IntStream.range(0, people).mapToObj(question).toList();
    }

    private static void compare(Bench bench, Report report, Pairs measured, Kinds kinds, int pairs) throws IOException {
        bench.say(COMPARED);
        Times plain = measured.take(kinds, pairs, 0);
        report.add(COMPARED + ": Welch's t", "", Welch.t(plain.one(), plain.other()));
        report.add(
                COMPARED + ": difference of means",
                "us",
                Welch.difference(plain.one(), plain.other()) / NANOS_PER_MICRO);
        bench.say("The same with 20 us planted");
        Times planted = measured.take(kinds, pairs, PLANTED_NANOS);
        report.add(COMPARED + ", 20 us planted: Welch's t", "", Welch.t(planted.one(), planted.other()));
    }

    /** Questions about the two kinds of people, person by person. */
    private record Kinds(List<Request> one, List<Request> other) {}

    /** How long each answer took, in nanoseconds. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Times(long[] one, long[] other) {}

    private record Pairs(Connection connection, Random random, Report report) {

        Times take(Kinds kinds, int pairs, long planted) throws IOException {
            Times times = new Times(new long[pairs], new long[pairs]);
            for (int i = 0; i < pairs; i++) {
                int person = random.nextInt(kinds.one().size());
                boolean oneFirst = random.nextBoolean();
                for (boolean isOne : List.of(oneFirst, !oneFirst)) {
                    (isOne ? times.one : times.other)[i] =
                            ask((isOne ? kinds.one() : kinds.other()).get(person), isOne ? planted : 0);
                }
            }
            return times;
        }

        private long ask(Request question, long planted) throws IOException {
            long begin = System.nanoTime();
            boolean right = connection.exchange(question);
            long answered = System.nanoTime();
            long end = answered;
            while (end - answered < planted) {
                Thread.onSpinWait();
                end = System.nanoTime();
            }
            if (!right) {
                report.fault("an answer is not the one that everybody is given: " + connection.body());
            }
            return end - begin;
        }
    }
}
