// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.http.ListStream;
import fi.lupa.benchmarks.http.Request;
import fi.lupa.benchmarks.measure.CpuMeter;
import fi.lupa.benchmarks.measure.Memory;
import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** An audience check: lines a second, what a million cost in processor time, and whether memory stays flat however long the list. */
final class AudienceFigure implements Figure {

    private static final int PEOPLE = 10_000;
    private static final int QUICK_PEOPLE = 400;
    private static final int LINES = 1_000_000;
    private static final int QUICK_LINES = 50_000;
    /** How many times as long the list is through whose length memory must stay flat; 100 is the whole proof. */
    private static final int LONG_TIMES = Integer.getInteger("lupa.audience.long", 7);

    private static final int KINDS = 4;

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        LocalLupa lupa = LocalLupa.running(bench);
        lupa.describe(report);
        int people = bench.many(PEOPLE, QUICK_PEOPLE);
        int lines = bench.many(LINES, QUICK_LINES);
        report.setting("people", people);
        report.setting("lines a round", lines);
        report.setting(
                "on",
                "token, tenant and controller check, reason, handle, digests of input and output, receipt in PostgreSQL");
        report.setting("off", "TLS, gzip; lines for a recheck beyond the first 100,000");
        Requests requests = new Requests(lupa.token(Requests.CLIENT));
        bench.say("Recording " + people + " made-up people ...");
        Population population = new Population(lupa, requests, people);
        population.record();
        List<Request> questions = population.questions();
        population.awaitVisible(questions);
        ListStream stream =
                new ListStream(lupa.port(LocalLupa.PREFERENCE), requests.listQuestion(), lupa.token(Requests.CLIENT));
        Rounds rounds = new Rounds(lupa, requests, stream, new Size(people, lines));
        against(bench, rounds, report);
        memory(bench, lupa, requests, stream, new Size(people, lines * LONG_TIMES), report);
    }

    /** What every round sends, and where to. */
    private record Rounds(LocalLupa lupa, Requests requests, ListStream stream, Size size) {

        ListStream.Done next(Report report) throws IOException {
            return round(lupa, requests, stream, size, report);
        }
    }

    private static void against(Bench bench, Rounds rounds, Report report) throws IOException {
        rounds.next(new Report("warm-up", "", Map.of()));
        try (Rivals rivals = Rivals.ofLists(bench, rounds.lupa(), rounds.size().lines(), report)) {
            for (int round = 1; round <= bench.rounds(); round++) {
                bench.say("round " + round + " of " + bench.rounds());
                ListStream.Done done = rounds.next(report);
                rivals.compareWith("lines", rounds.size().lines() / done.seconds(), report);
            }
        }
    }

    private record Size(int people, int lines) {

        /** Of each four people, two have consented. */
        long allowed() {
            long allowed = 0;
            for (int line = 0; line < lines; line++) {
                allowed += line % people % KINDS < 2 ? 1 : 0;
            }
            return allowed;
        }
    }

    private static ListStream.Done round(LocalLupa lupa, Requests requests, ListStream stream, Size size, Report report)
            throws IOException {
        CpuMeter service = CpuMeter.of(lupa.pid(LocalLupa.PREFERENCE));
        CpuMeter client = CpuMeter.ofThisProcess();
        ListStream.Done done = stream.send(size.lines(), line -> requests.listLine(line % size.people()));
        report.add("lines", "a second", size.lines() / done.seconds());
        report.add("CPU of preference-service", "s per million", service.secondsPerMillion(size.lines()));
        report.add("CPU of the load", "s per million", client.secondsPerMillion(size.lines()));
        boolean right = done.lastLine().contains("\"ALLOW\":" + size.allowed() + ",")
                && done.lastLine().contains("\"lines\":" + size.lines() + ",");
        if (!right) {
            report.fault("a list was not answered rightly, its last line: " + done.lastLine());
        }
        return done;
    }

    private static void memory(
            Bench bench, LocalLupa lupa, Requests requests, ListStream stream, Size size, Report report)
            throws IOException {
        bench.say("one list of " + size.lines() + " lines ...");
        long pid = lupa.pid(LocalLupa.PREFERENCE);
        double before = Memory.residentMegabytes(pid);
        ListStream.Done done = round(lupa, requests, stream, size, new Report("memory", "", Map.of()));
        report.add("long list: sent", "MB", done.sentBytes() / 1e6);
        report.add("long list: received", "MB", done.receivedBytes() / 1e6);
        report.add(
                "long list: resident memory of preference-service has grown by",
                "MB",
                Memory.residentMegabytes(pid) - before);
    }
}
