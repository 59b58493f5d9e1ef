// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.http.LoadLoop;
import fi.lupa.benchmarks.http.LoadResult;
import fi.lupa.benchmarks.http.Request;
import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.util.Iterator;

/** The two loads that a figure is made of: as much as goes, then half of it at a fixed rate. */
final class Load {

    private static final double MEDIAN = 50;
    private static final double P99 = 99;
    private static final double ALL = 100;
    private static final double RATE_KEPT = 0.98;

    private final Bench bench;
    private final Report report;
    private final LoadLoop loop;

    Load(Bench bench, Report report, LoadLoop loop) {
        this.bench = bench;
        this.report = report;
        this.loop = loop;
    }

    /** What went through at saturation. */
    record Saturated(long answers, double perSecond) {}

    void warmUp(Iterator<Request> requests, int seconds) throws IOException {
        bench.say("warming up ...");
        check("warm-up", loop.closed(requests, bench.lasting(seconds)));
    }

    Saturated saturate(String name, Iterator<Request> requests, int seconds) throws IOException {
        LoadResult full = check(name, loop.closed(requests, bench.lasting(seconds)));
        report.add(name + " at saturation", "1/s", full.perSecond());
        return new Saturated(full.answers(), full.perSecond());
    }

    void atHalf(String name, Iterator<Request> requests, Saturated full, int seconds) throws IOException {
        double rate = full.perSecond() / 2;
        LoadResult half = check(name, loop.open(requests, rate, bench.lasting(seconds)));
        report.add(name + " at half of it: p50", "ms", half.millisAt(MEDIAN));
        report.add(name + " at half of it: p99", "ms", half.millisAt(P99));
        report.add(name + " at half of it: longest", "ms", half.millisAt(ALL));
        if (half.perSecond() < RATE_KEPT * rate && !bench.isQuick()) {
            report.setting(
                    "rate not kept",
                    "in some round the half rate was due but not reached; the times above say by how much");
        }
    }

    private LoadResult check(String name, LoadResult result) {
        if (result.wrong() > 0) {
            report.fault(name + ": " + result.wrong() + " of " + result.answers() + " answers were wrong, the first: "
                    + result.firstWrong());
        }
        return result;
    }
}
