// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.CpuMeter;
import fi.lupa.benchmarks.measure.Machine;
import fi.lupa.benchmarks.measure.Report;
import fi.lupa.local.infrastructure.ServiceProcess;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A large log, filled without the sequencer and then held by the real service: its size on disk, its re-check, its proofs, an extract of it. */
final class AuditLogFigure implements Figure {

    private static final int ENTRIES = Integer.getInteger("lupa.auditlog.entries", 2_000_000);
    private static final int QUICK_ENTRIES = 20_000;
    private static final int LARGEST_EXTRACT = 1_000_000;
    private static final double TEN_MILLION = 1e7;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double REST_SECONDS = 1;
    private static final String RECHECK_ALONE = """

            lupa.audit.recheck.delay=PT0S
            lupa.audit.recheck.interval=PT1S
            lupa.audit.recheck.share=1
            """;
    private static final String NO_RECHECK = "\nlupa.audit.recheck.enabled=false\n";

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        int entries = bench.many(ENTRIES, QUICK_ENTRIES);
        report.setting("entries (-Dlupa.auditlog.entries, by JAVA_TOOL_OPTIONS)", entries);
        report.setting(
                "filled", "by COPY; lines, hashes, tiles and roots by the service's own code, 5,000 entries a head");
        ScratchStack.run(bench, stack -> {
            report.setting(
                    "services", Machine.jvmOf(stack.service(Service.AUDIT).pid()));
            try (Connection superuser = stack.postgres().connect(Service.AUDIT.database())) {
                run(bench, report, stack, superuser);
            }
        });
    }

    private static void run(Bench bench, Report report, Stack stack, Connection superuser)
            throws IOException, SQLException {
        int entries = bench.many(ENTRIES, QUICK_ENTRIES);
        int controllers = Math.max(1, entries / LARGEST_EXTRACT);
        ServiceProcess service = stack.service(Service.AUDIT);
        service.stop();
        bench.say("Filling a log with " + entries + " entries ...");
        LogFill fill = new LogFill(superuser, ScratchStack.folder(bench.root()).resolve("fill"), controllers);
        long begin = System.nanoTime();
        fill.fill(entries);
        report.add("filling it", "s", (System.nanoTime() - begin) / NANOS_PER_SECOND);
        new LogSizes(superuser, entries).add(report, fill.leafBytes());
        recheck(bench, report, stack, entries);
        append(stack, NO_RECHECK);
        service.restart();
        FilledLog log = new FilledLog(stack, controllers);
        log.awaitSigned(entries);
        new ProofLoad(log, fill.events(), entries).run(bench, report);
        new ExtractRun(log, bench.root()).run(bench, report, entries / controllers);
    }

    /** From the end of a pass to the end of the next, less the rest between them. */
    private static void recheck(Bench bench, Report report, Stack stack, int entries) throws IOException {
        append(stack, RECHECK_ALONE);
        ServiceProcess service = stack.service(Service.AUDIT);
        service.restart();
        ServiceMetrics metrics = new ServiceMetrics(service.port());
        bench.say("Re-checking it ...");
        // While the first ones went on, the sequencer read the log as well, as it does at each start.
        double passes = metrics.awaitGrowth("lupa_recheck_passes_total", 1);
        for (int round = 1; round <= bench.rounds(); round++) {
            long begin = System.nanoTime();
            CpuMeter cpu = CpuMeter.of(service.pid());
            CpuMeter database = CpuMeter.of(stack.postgres().pid());
            passes = metrics.awaitGrowth("lupa_recheck_passes_total", passes);
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND - REST_SECONDS;
            report.add("re-check: a pass", "s", seconds);
            report.add("re-check: ten million entries at that rate (bar 40)", "s", seconds * TEN_MILLION / entries);
            report.add("re-check: CPU of audit-service", "s per million", cpu.secondsPerMillion(entries));
            report.add("re-check: CPU of PostgreSQL", "s per million", database.secondsPerMillion(entries));
        }
        if (metrics.value("lupa_recheck_findings") > 0) {
            report.fault("the re-check finds something in a log that nobody changed");
        }
    }

    private static void append(Stack stack, String settings) throws IOException {
        Files.writeString(stack.settingsFile(Service.AUDIT), settings, StandardOpenOption.APPEND);
    }

    static Duration patience() {
        return Duration.ofMinutes(30);
    }
}
