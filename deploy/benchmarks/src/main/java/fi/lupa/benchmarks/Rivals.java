// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Those rivals that are at hand, asked in turn with Lupa, round by round. */
final class Rivals implements AutoCloseable {

    private final List<Rival> rivals = new ArrayList<>();
    private final Deque<Ending> endings = new ArrayDeque<>();

    /** Somebody else who answers questions about people. */
    private record Rival(String name, Rate rate) {}

    private interface Rate {

        double perSecond() throws IOException;
    }

    private interface Ending {

        void end() throws IOException;
    }

    private Rivals() {}

    /** Starts, for single decisions, whatever {@code deploy/benchmarks/rivals} has fetched. */
    static Rivals ofSingleDecisions(Bench bench, LocalLupa lupa, Report report) throws IOException {
        Rivals all = new Rivals();
        Redis.start(bench, report).ifPresent(redis -> all.add("Redis GET", redis::getsPerSecond, redis::close));
        LookupRival.prepare(bench, lupa, report)
                .ifPresent(rival -> all.add("pgbench look-up", rival::lookupsPerSecond, rival::close));
        Cerbos.start(bench, 1, report)
                .ifPresent(cerbos -> all.add("Cerbos check", cerbos::checksPerSecond, cerbos::close));
        return all;
    }

    /** Starts the same for lists, and prepares the database's own way for so many lines. */
    static Rivals ofLists(Bench bench, LocalLupa lupa, int lines, Report report) throws IOException {
        Rivals all = new Rivals();
        Redis.start(bench, report).ifPresent(redis -> all.add("Redis MGET of 100", redis::keysPerSecond, redis::close));
        JoinRival join = JoinRival.prepare(bench, lupa, lines, report);
        all.add("COPY and join", join::linesPerSecond, join::close);
        Cerbos.start(bench, Cerbos.LARGEST_BATCH, report)
                .ifPresent(cerbos -> all.add(
                        "Cerbos check in batches of " + Cerbos.LARGEST_BATCH, cerbos::checksPerSecond, cerbos::close));
        return all;
    }

    private void add(String name, Rate rate, Ending ending) {
        rivals.add(new Rival(name, rate));
        endings.push(ending);
    }

    /** Asks each for a few seconds and notes its rate, and that of Lupa, which is of what is named, to it. */
    void compareWith(String what, double perSecond, Report report) throws IOException {
        for (Rival rival : rivals) {
            double rate = rival.rate().perSecond();
            report.add(rival.name(), "1/s", rate);
            report.add(what + " to " + rival.name(), "ratio", perSecond / rate);
        }
    }

    @Override
    public void close() throws IOException {
        while (!endings.isEmpty()) {
            endings.pop().end();
        }
    }
}
