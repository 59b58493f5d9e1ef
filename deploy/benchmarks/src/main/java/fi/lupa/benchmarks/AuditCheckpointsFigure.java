// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.benchmarks.measure.Machine;
import fi.lupa.benchmarks.measure.Report;
import fi.lupa.local.infrastructure.OidcClient;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** How long after a fact was due in Kafka anybody can fetch a signed checkpoint over it. On a stack of its own. */
final class AuditCheckpointsFigure implements Figure {

    private static final String READER = "benchmark-reader";
    private static final int A_SECOND = Integer.getInteger("lupa.checkpoints.rate", 500);
    private static final int SECONDS = 30;
    private static final int QUICK_SECONDS = 4;
    private static final double MEDIAN = 50;
    private static final double P99 = 99;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration LOOK = Duration.ofMillis(100);

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        report.setting("facts a second (-Dlupa.checkpoints.rate, by JAVA_TOOL_OPTIONS)", A_SECOND);
        report.setting("seconds a round", bench.many(SECONDS, QUICK_SECONDS));
        report.setting("from", "the fact is due, at a fixed rate");
        report.setting(
                "to", "GET /log/NAME/checkpoint, asked every 10 ms or so, has answered with a size above its index");
        ScratchStack.run(bench, stack -> {
            report.setting(
                    "services", Machine.jvmOf(stack.service(Service.AUDIT).pid()));
            run(bench, report, stack);
        });
    }

    private static void run(Bench bench, Report report, Stack stack) throws IOException, SQLException {
        stack.issuer()
                .putClient(
                        READER,
                        new OidcClient(
                                null, SyntheticFacts.TENANT, List.of(SyntheticFacts.CONTROLLER), "audit:read", null));
        try (PacedFacts facts = new PacedFacts(stack.kafka().bootstrapServers())) {
            facts.send(A_SECOND, 2 * A_SECOND);
            String log = log(new Api(stack.issuer()), stack);
            for (int round = 1; round <= bench.rounds(); round++) {
                bench.say("round " + round + " of " + bench.rounds());
                try (CheckpointWatch watch =
                        CheckpointWatch.of(stack.service(Service.AUDIT).port(), log)) {
                    PacedFacts.Sent sent = facts.send(A_SECOND, A_SECOND * bench.many(SECONDS, QUICK_SECONDS));
                    add(report, watch.delays(sent, stack));
                }
            }
        }
    }

    private static void add(Report report, Histogram nanos) {
        report.add("fact to checkpoint: p50", "s", nanos.getValueAtPercentile(MEDIAN) / NANOS_PER_SECOND);
        report.add("fact to checkpoint: p99 (bar 2)", "s", nanos.getValueAtPercentile(P99) / NANOS_PER_SECOND);
        report.add("fact to checkpoint: longest", "s", nanos.getMaxValue() / NANOS_PER_SECOND);
    }

    private static String log(Api api, Stack stack) throws IOException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < end) {
            JsonNode logs = api.get(READER, stack.url(Service.AUDIT) + "/v1/logs")
                    .body()
                    .path("items");
            if (!logs.isEmpty()) {
                return logs.get(0).path("name").asText();
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        throw new IOException("there is no log after a minute");
    }
}
