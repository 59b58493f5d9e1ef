// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rival that every company has: the state of a person looked up in the very PostgreSQL and tables that preference-service fills, by prepared
 * statements of {@code pgbench}, as superuser and so without row-level security. Nothing is decided by it.
 */
final class PgBench implements AutoCloseable {

    private static final String PEOPLE = """
            CREATE TABLE bench_person AS
            SELECT row_number() OVER ()::integer AS n, tenant, key_version, key FROM identifier_map WHERE type = 'EMAIL'
            """;
    private static final String SCRIPT = """
            \\set n random(1, %d)
            SELECT s.state FROM bench_person b \
            JOIN identifier_map i ON i.tenant = b.tenant AND i.key_version = b.key_version AND i.key = b.key \
            JOIN state_current s ON s.tenant = i.tenant AND s.subject = i.subject WHERE b.n = :n;
            """;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final String program;
    private final int port;
    private final String password;
    private final Path script;

    private PgBench(String program, int port, String password, Path script) {
        this.program = program;
        this.port = port;
        this.password = password;
        this.script = script;
    }

    /** Prepares it, if {@code pgbench} is found. */
    static Optional<PgBench> prepare(Bench bench, LocalLupa lupa, Report report) throws IOException {
        Path rivals = bench.root().resolve("deploy/benchmarks/target/rivals");
        Optional<String> program =
                RivalProcess.program("pgbench", rivals.resolve("bin"), Path.of("/usr/lib/postgresql/15/bin"));
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Path folder = lupa.data().resolve(LocalLupa.POSTGRESQL);
        String password = Files.readString(folder.resolve("superuser-password")).trim();
        Path script = Files.createDirectories(rivals).resolve("lookup.sql");
        PgBench prepared = new PgBench(program.get(), lupa.port(LocalLupa.POSTGRESQL), password, script);
        Files.writeString(script, SCRIPT.formatted(prepared.people()));
        report.setting("pgbench", "8 clients, prepared, one state by its identifier's key, without row-level security");
        return Optional.of(prepared);
    }

    private int people() throws IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS bench_person");
            statement.execute(PEOPLE);
            statement.execute("ALTER TABLE bench_person ADD PRIMARY KEY (n)");
            statement.execute("ANALYZE");
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM bench_person")) {
                count.next();
                return count.getInt(1);
            }
        } catch (SQLException e) {
            throw new IOException("the rival's table cannot be made: " + e.getSQLState(), e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/preference", "postgres", password);
    }

    /** Look-ups a second. */
    double lookupsPerSecond() throws IOException {
        Process run = command().start();
        String told = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(told);
        if (!rate.find()) {
            throw new IOException("pgbench told no rate: " + told);
        }
        return Double.parseDouble(rate.group(1));
    }

    private ProcessBuilder command() {
        ProcessBuilder command = new ProcessBuilder(
                        program,
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        "8",
                        "-j",
                        "2",
                        "-T",
                        "4",
                        "-f",
                        script.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-U",
                        "postgres",
                        "preference")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        command.environment().put("PGPASSWORD", password);
        return command;
    }

    @Override
    public void close() throws IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS bench_person");
        } catch (SQLException e) {
            throw new IOException("the rival's table is left: " + e.getSQLState(), e);
        }
    }
}
