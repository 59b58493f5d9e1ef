// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.CpuMeter;
import fi.lupa.benchmarks.measure.Machine;
import fi.lupa.benchmarks.measure.Memory;
import fi.lupa.benchmarks.measure.Report;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** An import beside COPY of the very rows it wrote, in turn on one server; then a file of a million rows and what it does to memory. */
final class ImportsFigure implements Figure {

    private static final int ROWS = 20_000;
    private static final int QUICK_ROWS = 1_000;
    private static final int LONG_ROWS = Integer.getInteger("lupa.imports.long", 1_000_000);
    private static final int QUICK_LONG_ROWS = 3_000;
    private static final int RUN_LENGTH = 8;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double QUIET = 0.15;

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        report.setting("rows a round", bench.many(ROWS, QUICK_ROWS));
        report.setting(
                "on",
                "token, controller and mandate check, report a row, spool sealed on disk, evidence in the vault, receipt, state, journal;"
                        + " relay and both consumers behind it on the same cores; fsync, synchronous_commit");
        report.setting(
                "COPY",
                "superuser, binary files on the server, one transaction, no row-level security; same columns, checks, indexes and foreign keys;"
                        + " when the services are quiet");
        ScratchStack.run(bench, stack -> {
            report.setting(
                    "services", Machine.jvmOf(stack.service(Service.CONSENT).pid()));
            ScratchStack.seed(stack);
            Path rows = ScratchStack.folder(bench.root()).resolve("rows-to-copy");
            try (CopyRival rival = new CopyRival(stack.postgres(), Service.CONSENT.database(), rows)) {
                run(bench, report, stack, rival);
            }
        });
    }

    private static void run(Bench bench, Report report, Stack stack, CopyRival rival) throws IOException, SQLException {
        ImportClient client = new ImportClient(stack);
        int rows = bench.many(ROWS, QUICK_ROWS);
        bench.say("warming up ...");
        client.send(name(), rows);
        awaitQuiet(stack);
        for (int round = 1; round <= bench.rounds(); round++) {
            bench.say("round " + round + " of " + bench.rounds());
            round(report, stack, client, rival, rows);
        }
        memory(bench, report, stack, client);
    }

    private static void round(Report report, Stack stack, ImportClient client, CopyRival rival, int rows)
            throws IOException, SQLException {
        String run = name();
        long mark = rival.mark();
        CpuMeter service = CpuMeter.of(stack.service(Service.CONSENT).pid());
        CpuMeter database = CpuMeter.of(stack.postgres().pid());
        ImportClient.Done done = client.send(run, rows);
        double serviceCpu = service.secondsPerMillion(rows);
        double databaseCpu = database.secondsPerMillion(rows);
        long begin = System.nanoTime();
        awaitQuiet(stack);
        double behind = (System.nanoTime() - begin) / 1e9;
        requireRight(report, client, run, rows);
        CopyRival.Copied copied = rival.copy(mark);
        double imported = rows / done.seconds();
        double copy = rows / copied.seconds();
        report.add("import: rows, sent, checked and recorded", "1/s", imported);
        report.add("COPY: the same rows' rows", "1/s", copy);
        report.add("ratio import to COPY", "x", imported / copy);
        report.add("ratio without the sending", "x", rows / (done.seconds() - done.secondsOfSending()) / copy);
        report.add("of the import's time, sending took", "s", done.secondsOfSending());
        report.add("whole time of the import", "s", done.seconds());
        report.add("after it, until all services were quiet", "s", behind);
        report.add("database rows a row", "", copied.rows() / (double) rows);
        report.add("bytes COPY read a row", "", copied.bytes() / (double) rows);
        report.add("CPU of consent-service, relay included", "s per million", serviceCpu);
        report.add("CPU of PostgreSQL", "s per million", databaseCpu);
    }

    static void requireRight(Report report, ImportClient client, String run, int rows) {
        for (int person : new int[] {0, 1, rows / 2 + 1, rows - 1}) {
            String answer = client.decision(run, person);
            if (!ImportRows.decision(person).equals(answer)) {
                report.fault("person " + person + " of " + rows + " was answered " + answer);
            }
        }
    }

    private static void memory(Bench bench, Report report, Stack stack, ImportClient client) throws IOException {
        int rows = bench.many(LONG_ROWS, QUICK_LONG_ROWS);
        if (rows == 0) {
            return;
        }
        bench.say("one file of " + rows + " rows ...");
        report.setting("rows of the long file", rows);
        long pid = stack.service(Service.CONSENT).pid();
        double before = Memory.residentMegabytes(pid);
        ImportClient.Done done = client.send(name(), rows);
        report.add("long file: rows", "1/s", rows / done.seconds());
        report.add("long file: sending took", "s", done.secondsOfSending());
        report.add("long file: resident memory of consent-service before", "MB", before);
        report.add(
                "long file: resident memory of consent-service has grown by",
                "MB",
                Memory.residentMegabytes(pid) - before);
    }

    /** Waits until nothing works off what was written. */
    static void awaitQuiet(Stack stack) throws IOException {
        List<Long> pids = List.of(
                stack.service(Service.CONSENT).pid(),
                stack.service(Service.PREFERENCE).pid(),
                stack.service(Service.AUDIT).pid());
        long end = System.nanoTime() + PATIENCE.toNanos();
        double busy = 1;
        while (busy > QUIET * LOOK.toMillis() / 1e3) {
            if (System.nanoTime() > end) {
                throw new IOException("the services do not become quiet");
            }
            List<CpuMeter> meters = pids.stream().map(CpuMeter::of).toList();
            LockSupport.parkNanos(LOOK.toNanos());
            busy = meters.stream().mapToDouble(CpuMeter::seconds).sum();
        }
    }

    /** A name that no other run has. */
    static String name() {
        return new Random()
                .ints(RUN_LENGTH, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
