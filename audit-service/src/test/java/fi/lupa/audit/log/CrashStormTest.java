// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.Facts;
import fi.lupa.audit.checkpoint.SigningKit;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.merkle.Root;
import fi.lupa.audit.merkle.TiledTree;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.recheck.RecheckPass;
import fi.lupa.audit.tiles.StoredTiles;
import fi.lupa.local.infrastructure.FaultRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills service, database and broker under load, at places that a printed seed chooses, and then counts. More rounds:
 * {@code -Dlupa.storm.rounds=200}; the same storm again: {@code -Dlupa.storm.seed=…}; {@code -Dlupa.faults.runs} names the file to which a run is added.
 */
class CrashStormTest {

    private final long seed = Long.getLong("lupa.storm.seed", System.nanoTime());
    private final int rounds = Integer.getInteger("lupa.storm.rounds", 10);
    private final Random random = new Random(seed);
    private final List<Process> processes = new ArrayList<>();
    private final List<String> published = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path directory;

    private LogKit kit;
    private int sent;

    @BeforeEach
    void open() throws IOException {
        kit = LogKit.withTopics();
        SigningKit.in(directory);
    }

    @AfterEach
    void close() {
        processes.forEach(Process::destroyForcibly);
        kit.close();
    }

    @Test
    void losesDoublesAndForksNothing_whenServiceDatabaseAndBrokerAreKilledUnderLoad() throws Exception {
        Process service = start();
        for (int round = 0; round < rounds; round++) {
            // Given
            long batches = batches();
            send(20 + random.nextInt(60));
            int progress = 1 + random.nextInt(4);
            await(() -> batches() >= batches + progress);

            // When
            int victim = random.nextInt(4);
            if (victim < 2) {
                kill(service);
                remember();
                service = start();
            } else if (victim == 2) {
                LogKit.postgres().kill();
                LogKit.postgres().restart();
            } else {
                LogKit.broker().kill();
                LogKit.broker().restart();
            }
            remember();
        }
        send(10);
        awaitEverything();

        // Then
        requireEachOnceInOneHistory();
        kill(service);
        FaultRuns.add("CrashStormTest", seed, rounds, sent);
    }

    @Test
    void forksNothing_whenAStoppedServiceWakesAfterAnotherHasTakenOver() throws Exception {
        // Given
        Process first = start();
        send(30);
        await(() -> entries() >= 10);

        // When
        signal(first, "-STOP");
        Process second = start();
        send(30);
        await(() -> entries() == sent);
        remember();
        signal(first, "-CONT");
        send(30);
        awaitEverything();

        // Then
        assertThat(first.isAlive() && second.isAlive()).as("seed %d", seed).isTrue();
        requireEachOnceInOneHistory();
        assertThat(kit.number("SELECT count(DISTINCT writer) FROM ingest")).isEqualTo(2);
    }

    private void requireEachOnceInOneHistory() throws Exception {
        assertThat(directory.resolve(StormProcess.GAVE_UP)).as("seed %d", seed).doesNotExist();
        List<String> expected =
                IntStream.range(0, sent).mapToObj(i -> Facts.id(i).toString()).toList();
        assertThat(kit.column("SELECT event_id FROM entry ORDER BY idx"))
                .as("seed %d", seed)
                .isEqualTo(expected);
        try (Connection connection = kit.writer().getConnection()) {
            connection.setAutoCommit(false);
            Accounts accounts = new Accounts();
            accounts.check(connection);
            assertThat(accounts.fault()).as("seed %d", seed).isNull();
            assertThat(RecheckPass.findings(connection, SigningKit.in(directory).keys()))
                    .as("seed %d", seed)
                    .isEmpty();
            requireBeginningsOfTheTree(connection);
        }
    }

    /** Whatever anyone was ever shown must be a beginning of what the log is now. */
    private void requireBeginningsOfTheTree(Connection connection) {
        UUID tenant = UUID.fromString(kit.column("SELECT tenant FROM log").get(0));
        StoredTiles tiles = new StoredTiles(connection, tenant, (int) kit.number("SELECT year FROM log"));
        published.addAll(kit.column("SELECT note FROM checkpoint"));
        assertThat(published).hasSizeGreaterThan(2);
        for (String note : published) {
            Root root = Checkpoint.parse(note.substring(0, note.indexOf("\n\n") + 1))
                    .root();
            assertThat(new Root(root.size(), new TiledTree(root.size(), tiles).root()))
                    .as("seed %d", seed)
                    .isEqualTo(root);
        }
    }

    private void awaitEverything() {
        await(() -> entries() == sent
                && kit.number("SELECT coalesce(max(size), 0) FROM checkpoint") == sent
                && kit.number("SELECT coalesce(sum(offsets), 0) FROM ingest") >= sent);
    }

    /** Keeps what an outsider could have seen at this moment. */
    private void remember() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".checkpoint")).toList()) {
                published.add(Files.readString(file));
            }
        }
    }

    /** Sends new facts and, now and then, an old one again. */
    private void send(int facts) {
        for (int i = 0; i < facts; i++) {
            kit.send(Feed.FACTS, fact(sent));
            sent++;
            if (random.nextInt(10) == 0) {
                kit.send(Feed.FACTS, fact(random.nextInt(sent)));
            }
        }
    }

    private static Facts.Message fact(int number) {
        return Facts.consentGiven(number, Facts.subject(number % 5), number / 5 + 1);
    }

    private long entries() {
        return kit.number("SELECT count(*) FROM entry");
    }

    private long batches() {
        return kit.number("SELECT count(*) FROM ingest");
    }

    private Process start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx200m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StormProcess.class.getName(),
                        LogKit.postgres().jdbcUrl(kit.name()),
                        LogKit.broker().bootstrapServers(),
                        kit.name(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory
                        .resolve("process-" + processes.size() + ".log")
                        .toFile())
                .start();
        processes.add(process);
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        Process sender = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
        assertThat(sender.waitFor()).isZero();
    }

    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting, seed %d", seed).isLessThan(deadline);
            assertThat(directory.resolve(StormProcess.GAVE_UP))
                    .as("seed %d", seed)
                    .doesNotExist();
            LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
        }
    }
}
