// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.benchmarks.http.Connection;
import fi.lupa.benchmarks.http.Endless;
import fi.lupa.benchmarks.http.LoadLoop;
import fi.lupa.benchmarks.http.Request;
import fi.lupa.benchmarks.measure.CpuMeter;
import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Single decisions: how many a second, what they cost in processor time, and how long they take at half of that rate. */
final class DecisionsFigure implements Figure {

    private static final int CONNECTIONS = 50;
    private static final int PEOPLE = 10_000;
    private static final int QUICK_PEOPLE = 400;
    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 6;

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        LocalLupa lupa = LocalLupa.running(bench);
        lupa.describe(report);
        int people = bench.many(PEOPLE, QUICK_PEOPLE);
        report.setting("connections", CONNECTIONS);
        report.setting("people", people);
        report.setting("on", "token, tenant and controller check, reason, explanation, asOf, decision record, metrics");
        report.setting("off", "TLS");
        bench.say("Recording " + people + " made-up people ...");
        Population population = new Population(lupa, new Requests(lupa.token(Requests.CLIENT)), people);
        population.record();
        List<Request> questions = population.questions();
        population.awaitVisible(questions);
        requireReasonAndTime(lupa, questions.get(0));
        inTurn(bench, lupa, questions, report);
    }

    /** Lupa and, where there is one, its rival, round by round. */
    private static void inTurn(Bench bench, LocalLupa lupa, List<Request> questions, Report report) throws IOException {
        Optional<Redis> rival = Redis.start(bench, report);
        try (LoadLoop loop = LoadLoop.to(lupa.port(LocalLupa.PREFERENCE), CONNECTIONS)) {
            Load load = new Load(bench, report, loop);
            Iterator<Request> endless = new Endless(questions);
            load.warmUp(endless, WARM_UP_SECONDS);
            for (int round = 1; round <= bench.rounds(); round++) {
                bench.say("round " + round + " of " + bench.rounds());
                Load.Saturated full = saturated(lupa, load, endless, report);
                if (rival.isPresent()) {
                    double gets = rival.get().getsPerSecond();
                    report.add("Redis GET", "1/s", gets);
                    report.add("single decisions to Redis GET", "ratio", full.perSecond() / gets);
                }
                load.atHalf("single decisions", endless, full, SECONDS);
            }
        } finally {
            rival.ifPresent(Redis::close);
        }
    }

    private static Load.Saturated saturated(LocalLupa lupa, Load load, Iterator<Request> endless, Report report)
            throws IOException {
        CpuMeter service = CpuMeter.of(lupa.pid(LocalLupa.PREFERENCE));
        CpuMeter client = CpuMeter.ofThisProcess();
        Load.Saturated full = load.saturate("single decisions", endless, SECONDS);
        report.add("CPU of preference-service", "s per million", service.secondsPerMillion(full.answers()));
        report.add("CPU of the load", "s per million", client.secondsPerMillion(full.answers()));
        return full;
    }

    /** A decision without these would be another, cheaper product. */
    private static void requireReasonAndTime(LocalLupa lupa, Request question) throws IOException {
        try (Connection connection = Connection.to(lupa.port(LocalLupa.PREFERENCE))) {
            boolean right = connection.exchange(question);
            JsonNode answer = new ObjectMapper().readTree(connection.body());
            boolean complete =
                    answer.hasNonNull("reason") && answer.hasNonNull("asOf") && answer.hasNonNull("evidence");
            if (!right || !complete) {
                throw new IOException("an answer without reason, evidence or asOf: not what is to be measured");
            }
        }
    }
}
