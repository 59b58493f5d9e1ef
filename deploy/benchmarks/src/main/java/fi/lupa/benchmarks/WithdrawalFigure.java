// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.http.Connection;
import fi.lupa.benchmarks.http.Request;
import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** How long after the acknowledgement of a withdrawal a question without a token is still answered from before it. */
final class WithdrawalFigure implements Figure {

    private static final int SAMPLES_A_ROUND = 100;
    private static final int QUICK_SAMPLES = 20;
    private static final int RIVAL_SAMPLES_A_ROUND = 50;
    private static final int QUICK_RIVAL_SAMPLES = 5;
    private static final int WARM_UP_SAMPLES = 50;
    private static final int ASKED_AGAIN = 3;
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MEDIAN = 50;
    private static final double P99 = 99;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Between two questions, so that the asking does not take the processor from the relay. */
    private static final long REST_NANOS = 100_000;

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        LocalLupa lupa = LocalLupa.running(bench);
        lupa.describe(report);
        int samples = bench.many(SAMPLES_A_ROUND, QUICK_SAMPLES);
        int warmUp = bench.many(WARM_UP_SAMPLES, 2);
        int people = warmUp + samples * bench.rounds();
        report.setting("samples a round", samples);
        report.setting("samples of the rival a round", bench.many(RIVAL_SAMPLES_A_ROUND, QUICK_RIVAL_SAMPLES));
        report.setting("from", "the 201 of the withdrawal has been read");
        report.setting(
                "to",
                "the first DENY has been read; asked every 0.2 ms or so, one question at a time, without atLeast");
        Requests requests = new Requests(lupa.token(Requests.CLIENT));
        Population population = new Population(lupa, requests, people);
        bench.say("Recording " + people + " made-up people ...");
        population.recordConsentOfAll();
        population.awaitVisible(population.questionsExpecting("ALLOW"));
        List<Request> questions = population.questionsExpecting("DENY");
        try (CaptureRival rival = CaptureRival.start(bench, report);
                Connection consent = Connection.to(lupa.port(LocalLupa.CONSENT));
                Connection preference = Connection.to(lupa.port(LocalLupa.PREFERENCE))) {
            Sampling sampling = new Sampling(report, requests, questions, consent, preference);
            sampling.take(0, warmUp);
            inTurn(bench, report, rival, round -> sampling.take(warmUp + round * samples, samples));
        }
    }

    private interface Round {

        Histogram take(int number) throws IOException;
    }

    private static void inTurn(Bench bench, Report report, CaptureRival rival, Round ours) throws IOException {
        Histogram all = new Histogram(DIGITS);
        Histogram allOfRival = new Histogram(DIGITS);
        for (int round = 0; round < bench.rounds(); round++) {
            bench.say("round " + (round + 1) + " of " + bench.rounds());
            Histogram nanos = ours.take(round);
            add(report, "withdrawal to DENY", nanos);
            all.add(nanos);
            Histogram nanosOfRival = rival.take(bench.many(RIVAL_SAMPLES_A_ROUND, QUICK_RIVAL_SAMPLES));
            add(report, "Debezium, commit to row", nanosOfRival);
            allOfRival.add(nanosOfRival);
        }
        add(report, "all samples together", all);
        add(report, "Debezium, all samples together", allOfRival);
        report.add(
                "p99 of all to that of Debezium",
                "ratio",
                (double) all.getValueAtPercentile(P99) / allOfRival.getValueAtPercentile(P99));
    }

    private static void add(Report report, String name, Histogram nanos) {
        report.add(name + ": p50", "ms", nanos.getValueAtPercentile(MEDIAN) / NANOS_PER_MILLI);
        report.add(name + ": p99", "ms", nanos.getValueAtPercentile(P99) / NANOS_PER_MILLI);
        report.add(name + ": longest", "ms", nanos.getMaxValue() / NANOS_PER_MILLI);
    }

    private record Sampling(
            Report report, Requests requests, List<Request> questions, Connection consent, Connection preference) {

        Histogram take(int first, int count) throws IOException {
            Histogram nanos = new Histogram(DIGITS);
            for (int person = first; person < first + count; person++) {
                nanos.recordValue(one(person));
            }
            return nanos;
        }

        private long one(int person) throws IOException {
            if (!consent.exchange(requests.withdraws(person))) {
                throw new IOException("a withdrawal was not recorded: " + consent.status() + " " + consent.body());
            }
            long acknowledged = System.nanoTime();
            Request question = questions.get(person);
            while (!preference.exchange(question)) {
                if (System.nanoTime() - acknowledged > LIMIT.toNanos()) {
                    throw new IOException(
                            "no DENY " + LIMIT.toSeconds() + " s after a withdrawal: " + preference.body());
                }
                LockSupport.parkNanos(REST_NANOS);
            }
            long took = System.nanoTime() - acknowledged;
            for (int again = 0; again < ASKED_AGAIN; again++) {
                if (!preference.exchange(question)) {
                    report.fault("after a DENY the answer turned back: " + preference.body());
                }
            }
            return took;
        }
    }
}
