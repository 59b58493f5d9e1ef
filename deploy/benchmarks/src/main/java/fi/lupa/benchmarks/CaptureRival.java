// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Report;
import fi.lupa.local.infrastructure.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long after its commit a row is handed over by {@link Debezium}, on a PostgreSQL server of its own that has nothing else to do. Nothing is
 * decided then, and no question is asked: it is only known that there is something new.
 */
final class CaptureRival implements AutoCloseable {

    private static final String DATABASE = "capture";
    private static final String TABLE = """
            CREATE TABLE fact (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload jsonb NOT NULL,
              recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp())
            """;
    private static final String INSERT = "INSERT INTO fact (payload) VALUES (?::jsonb) RETURNING position";
    private static final String PAYLOAD = "{\"kind\":\"consent.withdrawn\",\"filling\":\"" + "x".repeat(1_000) + "\"}";
    private static final int DIGITS = 3;
    /** Longer than the engine rests between two looks, so that a row is committed at any moment of its rest. */
    private static final int LONGEST_PAUSE_MILLIS = 600;

    private static final long SEED = 20_261_122;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = 100_000;

    private final Random random = new Random(SEED);
    private final PostgresServer server;
    private final Connection database;
    private final Debezium engine;
    private volatile Arrival last = new Arrival(0, 0);

    /** What came last, and when. */
    private record Arrival(long position, long nanos) {}

    private CaptureRival(PostgresServer server, Path folder) throws SQLException, IOException {
        this.server = server;
        server.createDatabase(DATABASE);
        this.database = server.connect(DATABASE);
        try (Statement statement = database.createStatement()) {
            statement.execute(TABLE);
        }
        Debezium.Table table = new Debezium.Table(server, DATABASE, "fact", "position");
        this.engine = Debezium.start(
                table, folder.resolve("offsets"), position -> last = new Arrival(position, System.nanoTime()));
    }

    /** Starts server and engine, and lets some rows through. */
    static CaptureRival start(Bench bench, Report report) throws IOException {
        report.setting(
                "Debezium",
                "embedded, its defaults, pgoutput, one row a transaction at random moments, on a PostgreSQL of its own;"
                        + " from the commit to the row handed over");
        Path folder = bench.root().resolve("deploy/benchmarks/target/scratch-capture");
        Folders.delete(folder);
        PostgresServer server = PostgresServer.start(folder.resolve("postgresql"), 0, Map.of("wal_level", "logical"));
        try {
            CaptureRival rival = new CaptureRival(server, folder);
            rival.take(bench.many(10, 2));
            return rival;
        } catch (SQLException e) {
            server.close();
            throw new IOException("the rival's table cannot be made", e);
        }
    }

    /** The times of so many rows, one after another. */
    Histogram take(int count) throws IOException {
        Histogram nanos = new Histogram(DIGITS);
        for (int i = 0; i < count; i++) {
            LockSupport.parkNanos(
                    Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)).toNanos());
            nanos.recordValue(one());
        }
        return nanos;
    }

    private long one() throws IOException {
        try (PreparedStatement insert = database.prepareStatement(INSERT)) {
            insert.setString(1, PAYLOAD);
            long position = position(insert);
            long committed = System.nanoTime();
            while (last.position() < position) {
                if (System.nanoTime() - committed > LIMIT.toNanos()) {
                    throw new IOException("Debezium has not handed over a row within " + LIMIT.toSeconds() + " s");
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
            Arrival arrival = last;
            if (arrival.position() != position) {
                throw new IOException("Debezium handed over another row than was written");
            }
            return Math.max(0, arrival.nanos() - committed);
        } catch (SQLException e) {
            throw new IOException("the rival's row was not written", e);
        }
    }

    /** Committed when this returns: the connection commits each statement by itself. */
    private static long position(PreparedStatement insert) throws SQLException {
        try (ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws IOException {
        try (server) {
            engine.close();
            database.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
