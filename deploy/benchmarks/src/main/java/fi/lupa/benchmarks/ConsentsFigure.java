// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.http.LoadLoop;
import fi.lupa.benchmarks.http.Request;
import fi.lupa.benchmarks.measure.CpuMeter;
import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.util.Iterator;
import java.util.stream.IntStream;

/** Durable single consent writes: about a person never seen before, and again and again about the same thousand. */
final class ConsentsFigure implements Figure {

    private static final int CONNECTIONS = 8;
    private static final int SAME_PEOPLE = 1_000;
    /** Until Java has compiled what a write goes through; till then a write takes twice the processor time. */
    private static final int WARM_UP_SECONDS = 150;

    private static final int SECONDS = 6;

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        LocalLupa lupa = LocalLupa.running(bench);
        lupa.describe(report);
        describe(report);
        Requests requests = new Requests(lupa.token(Requests.CLIENT));
        Kind fresh = new Kind("consents of new people", requests, IntStream.iterate(SAME_PEOPLE, i -> i + 1));
        Kind same = new Kind("consents of the same people", requests, IntStream.iterate(0, i -> (i + 1) % SAME_PEOPLE));
        WriteRival rows = WriteRival.of(bench, lupa, report);
        ReplayRival statements = ReplayRival.of(bench, lupa, report);
        try (LoadLoop loop = LoadLoop.to(lupa.port(LocalLupa.CONSENT), CONNECTIONS)) {
            Load load = new Load(bench, report, loop);
            rows.watch();
            load.warmUp(fresh.requests(), WARM_UP_SECONDS);
            rows.learn();
            statements.learn(load, fresh.requests());
            load.warmUp(same.requests(), WARM_UP_SECONDS);
            for (int round = 1; round <= bench.rounds(); round++) {
                bench.say("round " + round + " of " + bench.rounds());
                double perSecond = measure(lupa, report, load, fresh).perSecond();
                statements.compareWith(perSecond, CONNECTIONS);
                rows.compareWith(perSecond, CONNECTIONS);
                measure(lupa, report, load, same);
            }
        }
    }

    /** Writes about people of one kind, without end. */
    private record Kind(String name, Iterator<Request> requests) {

        Kind(String name, Requests requests, IntStream people) {
            this(name, people.mapToObj(requests::gives).iterator());
        }
    }

    private static void describe(Report report) {
        report.setting("connections", CONNECTIONS);
        report.setting("people of the second kind", SAME_PEOPLE);
        report.setting(
                "on",
                "token, Idempotency-Key, evidence in the vault, state, journal, relay and both consumers behind it;"
                        + " PostgreSQL with fsync and synchronous_commit");
        report.setting("off", "TLS");
    }

    private static Load.Saturated measure(LocalLupa lupa, Report report, Load load, Kind kind) throws IOException {
        String name = kind.name();
        CpuMeter service = CpuMeter.of(lupa.pid(LocalLupa.CONSENT));
        CpuMeter database = CpuMeter.of(lupa.pid(LocalLupa.POSTGRESQL));
        Load.Saturated full = load.saturate(name, kind.requests(), SECONDS);
        report.add(name + ": CPU of consent-service", "s per million", service.secondsPerMillion(full.answers()));
        report.add(name + ": CPU of PostgreSQL", "s per million", database.secondsPerMillion(full.answers()));
        load.atHalf(name, kind.requests(), full, SECONDS);
        return full;
    }
}
