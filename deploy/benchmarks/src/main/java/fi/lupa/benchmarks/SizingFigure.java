// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Machine;
import fi.lupa.benchmarks.measure.Memory;
import fi.lupa.benchmarks.measure.Report;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** What people with one choice each add to disks, to topics and to memory, until every service is done with them. */
final class SizingFigure implements Figure {

    private static final int PEOPLE = 20_000;
    private static final int QUICK_PEOPLE = 1_000;
    private static final String UNIT = "bytes a person";

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        report.setting("people a round", bench.many(PEOPLE, QUICK_PEOPLE));
        report.setting(
                "each", "one address, one choice with its evidence, sent by an import; one fact, one entry of the log");
        report.setting(
                "databases",
                "with indexes and dead rows as autovacuum leaves them, without the write-ahead log; one copy");
        report.setting("topics", "one replica, before compaction, as their settings compress them");
        ScratchStack.run(bench, stack -> {
            report.setting(
                    "services", Machine.jvmOf(stack.service(Service.CONSENT).pid()));
            ScratchStack.seed(stack);
            run(bench, report, stack);
        });
    }

    private static void run(Bench bench, Report report, Stack stack) throws IOException, SQLException {
        ImportClient client = new ImportClient(stack);
        int people = bench.many(PEOPLE, QUICK_PEOPLE);
        bench.say("warming up ...");
        client.send(ImportsFigure.name(), people);
        ImportsFigure.awaitQuiet(stack);
        StoredSizes sizes = new StoredSizes(stack);
        for (int round = 1; round <= bench.rounds(); round++) {
            bench.say("round " + round + " of " + bench.rounds());
            Map<String, Long> before = sizes.now();
            String run = ImportsFigure.name();
            client.send(run, people);
            ImportsFigure.awaitQuiet(stack);
            ImportsFigure.requireRight(report, client, run, people);
            sizes.now()
                    .forEach((what, bytes) ->
                            report.add(what, UNIT, (bytes - before.getOrDefault(what, 0L)) / (double) people));
        }
        for (Service service : Service.values()) {
            long pid = stack.service(service).pid();
            report.add("memory of " + service.title() + " after it: resident", "MB", Memory.residentMegabytes(pid));
        }
    }
}
