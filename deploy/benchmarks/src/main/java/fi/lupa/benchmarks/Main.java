// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Machine;
import fi.lupa.benchmarks.measure.Report;
import fi.lupa.platform.id.Timestamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands of {@code deploy/benchmarks}: one figure a call. */
public final class Main {

    private static final Map<String, Figure> FIGURES = figures();
    private static final String QUICK = "--quick";

    private Main() {}

    private static Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("decisions", new DecisionsFigure());
        figures.put("audience", new AudienceFigure());
        figures.put("consents", new ConsentsFigure());
        figures.put("withdrawal-to-deny", new WithdrawalFigure());
        figures.put("sameness", new SamenessFigure());
        figures.put("audit-ingest", new AuditIngestFigure());
        figures.put("audit-checkpoints", new AuditCheckpointsFigure());
        figures.put("audit-log", new AuditLogFigure());
        figures.put("imports", new ImportsFigure());
        figures.put("index", new IndexFigure());
        figures.put("relay", new RelayFigure());
        figures.put("restart", new RestartFigure());
        figures.put("footprint", new FootprintFigure());
        figures.put("sizing", new SizingFigure());
        return figures;
    }

    /** Runs {@code FIGURE ROOT [--quick]} and ends with 0 measured, 1 something was wrong, 2 called wrongly or not possible now. */
    public static void main(String[] args) {
        Figure figure = args.length < 2 ? null : FIGURES.get(args[0]);
        List<String> options = Arrays.asList(args).subList(Math.min(2, args.length), args.length);
        if (figure == null || !List.of(QUICK).containsAll(options)) {
            System.err.println("one of: " + String.join(", ", FIGURES.keySet()) + "; option: " + QUICK);
            System.exit(2);
            return;
        }
        System.exit(run(args[0], figure, new Bench(Path.of(args[1]), options.contains(QUICK))));
    }

    private static int run(String name, Figure figure, Bench bench) {
        Instant begin = Instant.now();
        Report report = new Report(name, Timestamps.format(begin), Machine.describe(bench.root()));
        report.setting("quick", bench.isQuick());
        try {
            figure.measure(bench, report);
        } catch (NotPossibleException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            report.fault("it ended early: " + e);
        }
        return finish(report, bench.root().resolve("deploy/benchmarks/results"), name, begin);
    }

    private static int finish(Report report, Path results, String name, Instant begin) {
        System.out.println(report.markdown());
        String time = Timestamps.format(begin).replaceAll("[-:]|\\.\\d+", "");
        Path file = results.resolve(name + "-" + time + ".json");
        try {
            report.write(file);
            System.out.println("All rounds: deploy/benchmarks/results/" + file.getFileName());
        } catch (IOException e) {
            System.err.println("The result could not be written: " + e.getMessage());
            return 1;
        }
        return report.isSound() ? 0 : 1;
    }
}
