// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.CpuMeter;
import fi.lupa.benchmarks.measure.Machine;
import fi.lupa.benchmarks.measure.Memory;
import fi.lupa.benchmarks.measure.Report;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import fi.lupa.platform.identifier.IdentifierKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** How long preference-service takes from its start to its first right answer when it knows many people, beside a store that Kafka Streams restores. */
final class RestartFigure implements Figure {

    private static final int PEOPLE = Integer.getInteger("lupa.restart.subjects", 1_000_000);
    private static final int QUICK_PEOPLE = 20_000;
    private static final int ROUNDS = Integer.getInteger("lupa.restart.rounds", 3);
    /** Whether the rival restores values as long as states too, which at ten million takes 25 GB of disk. */
    private static final boolean SIZED = Boolean.parseBoolean(System.getProperty("lupa.restart.sized", "true"));

    private static final int SHORT_VALUE = 16;
    /** Imported through the API; all others are made like them. */
    private static final int IMPORTED = 20;

    private static final int HEAP_MEGABYTES = 256;
    private static final int PEOPLE_A_MEGABYTE = 4_000;

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        int people = bench.many(PEOPLE, QUICK_PEOPLE);
        String heap = HEAP_MEGABYTES + people / PEOPLE_A_MEGABYTE + "m";
        report.setting("people", people);
        report.setting("heap of preference-service and of the rival", heap);
        report.setting(
                "Lupa",
                "rows as an import leaves them (one address, one choice; of ten one refused), copied into preference-service's tables with"
                        + " the real keys of the addresses; history, which a start does not read, is not filled; from the start of the process,"
                        + " once with nothing but PostgreSQL, then with the index that the process before has saved");
        report.setting(
                "Kafka Streams",
                "RocksDB store of its own, restored from a compacted changelog of three partitions to an empty folder by two threads, otherwise its"
                        + " defaults; from the start of the process");
        ScratchStack.run(bench, stack -> {
            ScratchStack.seed(stack);
            new Run(bench, report, stack, ScratchStack.folder(bench.root()), people, heap).all();
        });
    }

    private record Run(Bench bench, Report report, Stack stack, Path data, int people, String heap) {

        void all() throws IOException, SQLException {
            String run = imported();
            Restarted lupa = new Restarted(stack, heap);
            List<StreamsRival> rivals = new ArrayList<>();
            rivals.add(filled(SHORT_VALUE));
            int stateBytes = fill(run);
            if (SIZED) {
                rivals.add(filled(stateBytes));
            }
            for (int round = 1; round <= (bench.isQuick() ? 1 : ROUNDS); round++) {
                bench.say("round " + round);
                lupa.forgetSaved();
                restart(lupa, run, "database");
                double ours = restart(lupa, run, "file");
                double theirs = restore(rivals.get(0), "values of 16 bytes", ours);
                if (SIZED) {
                    restore(rivals.get(1), "values as long as states", ours);
                }
                bench.say("Lupa " + ours + " s, Kafka Streams " + theirs + " s");
            }
        }

        /** Some people by the whole path, so that what is stored of them is what the services store. */
        private String imported() throws IOException {
            String run = ImportsFigure.name();
            ImportClient client = new ImportClient(stack);
            client.send(run, IMPORTED);
            ImportsFigure.awaitQuiet(stack);
            ImportsFigure.requireRight(report, client, run, IMPORTED);
            return run;
        }

        /** Returns the bytes of a state. */
        private int fill(String run) throws IOException, SQLException {
            IdentifierKeys keys = IdentifierKeys.load(data.resolve("keys/identifier-keyset.json"));
            try (Connection database = stack.postgres().connect(Service.PREFERENCE.database());
                    Statement statement = database.createStatement()) {
                StoredPeople stored = new StoredPeople(database, keys, run);
                PeopleCopy copy = new PeopleCopy(database);
                int more = people - IMPORTED;
                bench.say("Storing " + more + " states ...");
                copy.into("state_current", StoredPeople.STATE_COLUMNS, IMPORTED, more, stored::state);
                bench.say("Storing their identifiers ...");
                copy.into("identifier_map", StoredPeople.IDENTIFIER_COLUMNS, IMPORTED, more, stored::identifier);
                statement.execute("CHECKPOINT");
                report.setting("bytes of a state, as JSON", stored.stateBytes());
                return stored.stateBytes();
            }
        }

        private StreamsRival filled(int bytes) throws IOException {
            bench.say("Filling the rival's changelog with values of " + bytes + " bytes ...");
            Path folder = Files.createDirectories(data.resolve("streams"));
            StreamsRival rival = new StreamsRival(stack.kafka(), folder, heap, new StreamsRival.Size(people, bytes));
            rival.fill();
            return rival;
        }

        private double restart(Restarted lupa, String run, String from) throws IOException {
            String what = "Lupa, from " + from + ": ";
            CpuMeter database = CpuMeter.of(stack.postgres().pid());
            Restarted.Times times = lupa.start(run, people - 1);
            Restarted.Loaded loaded = lupa.loaded();
            report.add(what + "to the first right answer", "s", times.toFirstAnswer());
            report.add(what + "to ready", "s", times.toReady());
            report.add(what + "of that, loading the index", "s", loaded.seconds());
            report.add(what + "people a second, loading", "1/s", people / loaded.seconds());
            report.add(what + "CPU of preference-service", "s", CpuMeter.sinceStartOf(lupa.pid()));
            report.add(what + "CPU of PostgreSQL", "s", database.seconds());
            report.add(what + "resident memory of preference-service", "MB", Memory.residentMegabytes(lupa.pid()));
            int wrong = lupa.wrongAnswers(run, people);
            if (wrong > 0 || loaded.identifiers() < people || !loaded.from().equals(from)) {
                report.fault(wrong + " answers were wrong, " + loaded + " was loaded, expected from " + from);
            }
            report.setting("services", Machine.jvmOf(lupa.pid()));
            if (from.equals("database")) {
                report.add("Lupa: saving the index, beside the answers", "s", lupa.awaitSaved());
                report.add("Lupa: bytes of the saved index", "a person", (double) lupa.savedBytes() / people);
            }
            lupa.stop();
            return times.toFirstAnswer();
        }

        private double restore(StreamsRival rival, String what, double ours) throws IOException {
            double theirs = rival.restore();
            report.add("Kafka Streams, " + what + ": to the first right value", "s", theirs);
            report.add("as fast as Kafka Streams with " + what, "x", theirs / ours);
            return theirs;
        }
    }
}
