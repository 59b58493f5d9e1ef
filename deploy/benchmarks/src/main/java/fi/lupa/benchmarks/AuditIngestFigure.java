// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.benchmarks.measure.CpuMeter;
import fi.lupa.benchmarks.measure.Machine;
import fi.lupa.benchmarks.measure.Report;
import fi.lupa.local.infrastructure.OidcClient;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How fast facts come from Kafka into the durable log. It brings a stack of its own, because no other should hold made-up facts. */
final class AuditIngestFigure implements Figure {

    private static final String READER = "benchmark-reader";
    private static final int FACTS = 200_000;
    private static final int QUICK_FACTS = 5_000;
    private static final int WARM_UP_FACTS = 40_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration STALL = Duration.ofSeconds(60);

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        report.setting("facts a round", bench.many(FACTS, QUICK_FACTS));
        report.setting("facts a subject", FactFlood.FACTS_A_SUBJECT);
        report.setting("from", "the first fact is sent");
        report.setting("to", "GET /v1/logs shows all of them; the sending is within, on the same cores");
        if (LocalLupa.isAnyOf(bench)) {
            bench.say("Note: the stack of deploy/local/up runs too and takes its part of the machine.");
            report.setting("another stack was running", true);
        }
        ScratchStack.run(bench, stack -> {
            report.setting(
                    "services", Machine.jvmOf(stack.service(Service.AUDIT).pid()));
            run(bench, report, stack);
        });
    }

    private static void run(Bench bench, Report report, Stack stack) throws IOException {
        stack.issuer()
                .putClient(
                        READER, new OidcClient(null, SyntheticFacts.TENANT, List.of("benchmark"), "audit:read", null));
        Api api = new Api(stack.issuer());
        try (FactFlood flood = new FactFlood(stack.kafka().bootstrapServers())) {
            bench.say("warming up ...");
            ingest(report, stack, api, flood, bench.many(WARM_UP_FACTS, 1_000));
            for (int round = 1; round <= bench.rounds(); round++) {
                bench.say("round " + round + " of " + bench.rounds());
                int facts = bench.many(FACTS, QUICK_FACTS);
                CpuMeter service = CpuMeter.of(stack.service(Service.AUDIT).pid());
                CpuMeter database = CpuMeter.of(stack.postgres().pid());
                CpuMeter broker = CpuMeter.of(stack.kafka().pid());
                Ingested ingested = ingest(report, stack, api, flood, facts);
                report.add("entries, durable and in the tree", "1/s", facts / ingested.seconds());
                report.add("of that time, sending them took", "s", ingested.secondsOfSending());
                report.add("whole time", "s", ingested.seconds());
                report.add("CPU of audit-service", "s per million", service.secondsPerMillion(facts));
                report.add("CPU of PostgreSQL", "s per million", database.secondsPerMillion(facts));
                report.add("CPU of Kafka", "s per million", broker.secondsPerMillion(facts));
            }
        }
        requireNothingRefused(report, stack, api);
    }

    private record Ingested(double seconds, double secondsOfSending) {}

    private static Ingested ingest(Report report, Stack stack, Api api, FactFlood flood, int facts) throws IOException {
        long before = entries(stack, api);
        long begin = System.nanoTime();
        flood.send(facts);
        long sent = System.nanoTime();
        long now = entries(stack, api);
        long lastGrowth = sent;
        long known = now;
        while (now < before + facts) {
            if (System.nanoTime() - lastGrowth > STALL.toNanos()) {
                throw new IOException("the log stands at " + (now - before) + " of " + facts + " entries");
            }
            LockSupport.parkNanos(LOOK.toNanos());
            now = entries(stack, api);
            lastGrowth = now > known ? System.nanoTime() : lastGrowth;
            known = now;
        }
        long end = System.nanoTime();
        if (now > before + facts) {
            report.fault("more entries than facts: " + (now - before) + " of " + facts);
        }
        return new Ingested((end - begin) / NANOS_PER_SECOND, (sent - begin) / NANOS_PER_SECOND);
    }

    /** All entries of the tenant, of whatever year. */
    private static long entries(Stack stack, Api api) throws IOException {
        Api.Answer answer = api.get(READER, stack.url(Service.AUDIT) + "/v1/logs");
        if (!answer.isSuccess()) {
            throw new IOException("GET /v1/logs was answered " + answer.status() + " " + answer.text());
        }
        long size = 0;
        for (JsonNode log : answer.body().path("items")) {
            size += log.path("size").asLong();
        }
        return size;
    }

    private static void requireNothingRefused(Report report, Stack stack, Api api) {
        Api.Answer answer = api.get(READER, stack.url(Service.AUDIT) + "/v1/ingest-rejections");
        if (!answer.isSuccess() || !answer.body().path("items").isEmpty()) {
            report.fault("facts were refused, or it cannot be told: " + answer.status() + " " + answer.text());
        }
    }
}
