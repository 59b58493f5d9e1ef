// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Memory;
import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How long {@code up} took and how much memory each process holds, as the stack stands now. */
final class FootprintFigure implements Figure {

    private static final Pattern READY = Pattern.compile("Ready after ([0-9]+[.,][0-9]) s\\.");
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        LocalLupa lupa = LocalLupa.running(bench);
        lupa.describe(report);
        report.setting(
                "state", "as it stands: right after `up` it is idle memory, after other figures it is what they left");
        OptionalDouble ready = secondsOfUp(lupa.data().resolve("up.log"));
        if (ready.isPresent()) {
            report.add("up: from the start to healthy with demo tenants", "s", ready.getAsDouble());
        } else {
            report.setting("up", "unknown: only `up --detach` leaves a log");
        }
        for (int round = 1; round <= bench.rounds(); round++) {
            if (round > 1) {
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
            for (String part : lupa.parts().keySet()) {
                long pid = lupa.pid(part);
                report.add(part + ": resident", "MB", Memory.residentMegabytes(pid));
                report.add(part + ": shared memory divided", "MB", Memory.proportionalMegabytes(pid));
            }
        }
    }

    static OptionalDouble secondsOfUp(Path log) throws IOException {
        if (!Files.exists(log)) {
            return OptionalDouble.empty();
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(READY::matcher)
                    .filter(Matcher::find)
                    .mapToDouble(found -> Double.parseDouble(found.group(1).replace(',', '.')))
                    .reduce((earlier, later) -> later);
        }
    }
}
