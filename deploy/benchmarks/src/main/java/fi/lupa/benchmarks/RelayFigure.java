// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.CpuMeter;
import fi.lupa.benchmarks.measure.Machine;
import fi.lupa.benchmarks.measure.Report;
import fi.lupa.local.infrastructure.PostgresServer;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How fast the relay publishes a journal that has grown while it was held, beside Debezium's engine, which takes the very rows from the log. */
final class RelayFigure implements Figure {

    private static final int ROUNDS = Integer.getInteger("lupa.relay.rounds", 5);
    private static final int ROWS = 40_000;
    private static final int QUICK_ROWS = 1_000;
    private static final int WARM_UP_ROWS = 10_000;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final List<Service> CONSUMERS = List.of(Service.PREFERENCE, Service.AUDIT);

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        report.setting("rows a round", bench.many(ROWS, QUICK_ROWS));
        report.setting(
                "relay",
                "from the lock let go, comparison of journal and topics included, to everything acknowledged by the broker and noted in PostgreSQL:"
                        + " a fact and a whole state a row, identifiers unsealed; preference- and audit-service are down meanwhile");
        report.setting(
                "Debezium",
                "embedded, its defaults, pgoutput, the same table of the same server, from its slot: from the first row handed over to the last;"
                        + " neither JSON nor a broker");
        ScratchStack.run(bench, RelayFigure::logicalFromTheStart, stack -> {
            report.setting(
                    "services", Machine.jvmOf(stack.service(Service.CONSENT).pid()));
            ScratchStack.seed(stack);
            Path offsets = ScratchStack.folder(bench.root()).resolve("debezium-offsets");
            try (RelayHold hold = new RelayHold(stack.postgres(), Service.CONSENT.database())) {
                new Rounds(bench, report, stack, hold, offsets).all();
            }
        });
    }

    /** Writes it down before the stack starts the server on the same data. */
    private static void logicalFromTheStart(Path data) throws SQLException {
        try (PostgresServer server = PostgresServer.start(data.resolve("postgresql"), 0);
                Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET wal_level = 'logical'");
        }
    }

    private record Rounds(Bench bench, Report report, Stack stack, RelayHold hold, Path offsets) {

        void all() throws IOException, SQLException {
            ImportClient client = new ImportClient(stack);
            CONSUMERS.forEach(service -> stack.service(service).stop());
            bench.say("warming up ...");
            round(client, bench.many(WARM_UP_ROWS, QUICK_ROWS), new Report("warm-up", "", Map.of()));
            String run = "";
            int rounds = bench.many(ROUNDS, 1);
            for (int number = 1; number <= rounds; number++) {
                bench.say("round " + number + " of " + rounds);
                run = round(client, bench.many(ROWS, QUICK_ROWS), report);
            }
            bench.say("Starting the services that read it, and asking ...");
            for (Service service : CONSUMERS) {
                stack.service(service).startAgain();
                stack.service(service).awaitReady(LIMIT);
            }
            ImportsFigure.awaitQuiet(stack);
            ImportsFigure.requireRight(report, client, run, bench.many(ROWS, QUICK_ROWS));
        }

        private String round(ImportClient client, int rows, Report into) throws IOException, SQLException {
            boolean first = into != report;
            Debezium.Table table =
                    new Debezium.Table(stack.postgres(), Service.CONSENT.database(), "journal", "position");
            if (first) {
                // It makes the slot, from which everything is taken that is written from now on.
                Debezium.start(table, offsets, position -> {}).close();
            }
            String run = ImportsFigure.name();
            // A pass that the holding cuts off is published once more, and would be counted with this round's.
            hold.awaitAllPublished(LIMIT);
            hold.hold();
            long mark = hold.newest();
            client.send(run, rows);
            long count = hold.rowsAfter(mark);
            double ours = count / relay(mark, into);
            double theirs = count / capture(table, mark, into);
            into.add("relay: rows of the journal", "1/s", ours);
            into.add("Debezium: rows of the journal", "1/s", theirs);
            into.add("relay to Debezium", "ratio", ours / theirs);
            into.add("rows of the journal", "", (double) count);
            return run;
        }

        private double relay(long mark, Report into) throws IOException, SQLException {
            long count = hold.rowsAfter(mark);
            long facts = hold.factsAfter(mark);
            try (TopicCounts topics = new TopicCounts(stack.kafka().bootstrapServers())) {
                TopicCounts.Published before = topics.now();
                CpuMeter service = CpuMeter.of(stack.service(Service.CONSENT).pid());
                CpuMeter database = CpuMeter.of(stack.postgres().pid());
                CpuMeter broker = CpuMeter.of(stack.kafka().pid());
                long begin = System.nanoTime();
                hold.release();
                hold.awaitAllPublished(LIMIT);
                double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
                into.add("relay: CPU of consent-service", "s per million", service.secondsPerMillion(count));
                into.add("relay: CPU of PostgreSQL", "s per million", database.secondsPerMillion(count));
                into.add("relay: CPU of Kafka", "s per million", broker.secondsPerMillion(count));
                TopicCounts.Published published = topics.now().since(before);
                if (published.facts() != facts || published.states() < facts) {
                    report.fault("of " + facts + " facts these were published: " + published);
                }
                return seconds;
            }
        }

        private double capture(Debezium.Table table, long mark, Report into) throws IOException, SQLException {
            long count = hold.rowsAfter(mark);
            Drain drain = new Drain(mark, count);
            CpuMeter cpu = CpuMeter.ofThisProcess();
            CpuMeter database = CpuMeter.of(stack.postgres().pid());
            long begin = System.nanoTime();
            Debezium engine = Debezium.start(table, offsets, position -> drain.arrived(position, System.nanoTime()));
            try {
                double seconds = drain.await(LIMIT);
                double whole = (System.nanoTime() - begin) / NANOS_PER_SECOND;
                into.add("Debezium: from its start to the last row", "s", whole);
                into.add(
                        "Debezium: CPU of the engine, its start included",
                        "s per million",
                        cpu.secondsPerMillion(count));
                into.add("Debezium: CPU of PostgreSQL", "s per million", database.secondsPerMillion(count));
                return seconds;
            } finally {
                engine.close();
            }
        }
    }
}
