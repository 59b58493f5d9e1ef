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
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

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

    /** Lupa, bare HTTP and the rivals at hand, round by round. */
    private static void inTurn(Bench bench, LocalLupa lupa, List<Request> questions, Report report) throws IOException {
        try (Rivals rivals = Rivals.ofSingleDecisions(bench, lupa, report);
                Bare bare = Bare.start(answerLength(lupa, questions.get(0)));
                LoadLoop loop = LoadLoop.to(lupa.port(LocalLupa.PREFERENCE), CONNECTIONS);
                LoadLoop bareLoop = bare.load(CONNECTIONS)) {
            Load load = new Load(bench, report, loop);
            Load bareLoad = new Load(bench, report, bareLoop);
            Iterator<Request> endless = new Endless(questions);
            Iterator<Request> unchecked =
                    new Endless(questions.stream().map(Request::unchecked).toList());
            load.warmUp(endless, WARM_UP_SECONDS);
            bareLoad.warmUp(unchecked, WARM_UP_SECONDS);
            for (int round = 1; round <= bench.rounds(); round++) {
                bench.say("round " + round + " of " + bench.rounds());
                Load.Saturated full = saturated(lupa, load, endless, report);
                CpuMeter cpu = bare.cpu();
                Load.Saturated floor = bareLoad.saturate("bare Vert.x", unchecked, SECONDS);
                report.add("CPU of bare Vert.x", "s per million", cpu.secondsPerMillion(floor.answers()));
                report.add("single decisions to bare Vert.x", "ratio", full.perSecond() / floor.perSecond());
                rivals.compareWith("single decisions", full.perSecond(), report);
                load.atHalf("single decisions", endless, full, SECONDS);
                bareLoad.atHalf("bare Vert.x at the same rate, which", unchecked, full, SECONDS);
            }
        }
    }

    private static int answerLength(LocalLupa lupa, Request question) throws IOException {
        try (Connection connection = Connection.to(lupa.port(LocalLupa.PREFERENCE))) {
            connection.exchange(question);
            return connection.body().getBytes(StandardCharsets.UTF_8).length;
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
