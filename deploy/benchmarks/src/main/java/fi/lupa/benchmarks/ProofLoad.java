// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.http.LoadLoop;
import fi.lupa.benchmarks.http.LoadResult;
import fi.lupa.benchmarks.http.Request;
import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Proofs out of a log over HTTP, of entries and sizes chosen by chance. */
final class ProofLoad {

    private static final int CONNECTIONS = 8;
    private static final double A_SECOND = 200;
    private static final int SECONDS = 20;
    private static final int OK = 200;
    private static final double MEDIAN = 50;
    private static final double P99 = 99;
    private static final double ALL = 100;

    private final FilledLog log;
    private final List<UUID> events;
    private final int entries;
    private final Random random = new Random(1);

    ProofLoad(FilledLog log, List<UUID> events, int entries) {
        this.log = log;
        this.events = events;
        this.entries = entries;
    }

    void run(Bench bench, Report report) throws IOException {
        report.setting(
                "proofs", (int) A_SECOND + " a second by " + CONNECTIONS + " connections, each due at a fixed time");
        String token = log.api().token(FilledLog.OFFICER);
        String path = "/log/" + LogFill.LOG + "/proof/";
        Supplier<Request> inclusion = () -> proof(
                path + "inclusion?event=" + events.get(random.nextInt(events.size())), token, "c2sp.org/tlog-proof@v1");
        Supplier<Request> consistency = () -> {
            int from = 1 + random.nextInt(entries - 1);
            return proof(path + "consistency?from=" + from, token, "old " + from + "\n");
        };
        load(bench, inclusion);
        for (int round = 1; round <= bench.rounds(); round++) {
            bench.say("proofs, round " + round + " of " + bench.rounds());
            add(report, "inclusion proof", load(bench, inclusion));
            add(report, "consistency proof", load(bench, consistency));
        }
    }

    private LoadResult load(Bench bench, Supplier<Request> requests) throws IOException {
        try (LoadLoop loop = LoadLoop.to(log.port(), CONNECTIONS)) {
            return loop.open(Stream.generate(requests).iterator(), A_SECOND, bench.lasting(SECONDS));
        }
    }

    private static Request proof(String path, String token, String begin) {
        byte[] expected = begin.getBytes(StandardCharsets.US_ASCII);
        return Request.get(path, token, answer -> answer.status() == OK && answer.contains(expected));
    }

    private static void add(Report report, String name, LoadResult result) {
        report.add(name + ": p50", "ms", result.millisAt(MEDIAN));
        report.add(name + ": p99 (bar 5)", "ms", result.millisAt(P99));
        report.add(name + ": longest", "ms", result.millisAt(ALL));
        if (result.wrong() > 0) {
            report.fault(result.wrong() + " proofs were not given, first: " + result.firstWrong());
        }
    }
}
