// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.http.Request;
import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The very statements of a consent write, sent by {@code pgbench}: consent-service's role has every statement logged for a moment of the same run,
 * and what the log tells of one write is repeated, in its order and round trips, by as many clients on copies of the tables.
 */
final class ReplayRival {

    private static final int SECONDS = 6;
    private static final int FEW = 24;
    private static final String ROLE = "lupa_consent_app";
    /** Longer than consent-service trusts a connection that nobody has used without asking whether it lives. */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final String END_IDLE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE usename = '" + ROLE + "' AND datname = current_database() AND state = 'idle'";

    private final Optional<PgBench> pgbench;
    private final Path log;
    private final Report report;
    private Optional<ReplayScript> script = Optional.empty();

    private ReplayRival(Optional<PgBench> pgbench, Path log, Report report) {
        this.pgbench = pgbench;
        this.log = log;
        this.report = report;
    }

    /** A rival that does nothing where there is no {@code pgbench}. */
    static ReplayRival of(Bench bench, LocalLupa lupa, Report report) throws IOException {
        Optional<PgBench> pgbench = PgBench.of(bench, lupa, "consent").map(any -> any.in(ReplayTables.SCHEMA));
        return new ReplayRival(pgbench, lupa.log(LocalLupa.POSTGRESQL), report);
    }

    /** Learns what one write consists of, by a few that it lets through while nothing else is asked. */
    void learn(Load load, Iterator<Request> writes) throws IOException {
        if (pgbench.isEmpty()) {
            return;
        }
        long before = Files.size(log);
        try (Connection database = pgbench.get().connect();
                Statement sql = database.createStatement()) {
            try {
                logged(sql, " SET log_statement = 'all'", " SET log_error_verbosity = 'default'");
                load.warmUp(Stream.generate(writes::next).limit(FEW).toList().iterator(), (int) REST.toSeconds());
            } finally {
                logged(sql, " RESET log_statement", " RESET log_error_verbosity");
            }
        } catch (SQLException e) {
            throw new IOException("consent-service's statements cannot be logged: " + e.getMessage(), e);
        }
        List<List<LoggedStatement>> two = StatementLog.twoWrites(linesSince(before));
        ReplayScript learnt = new ReplayScript(two.get(0), two.get(1));
        report.setting("pgbench, the same statements", "as many clients, prepared, pipelined: " + learnt.summary());
        script = Optional.of(learnt);
    }

    /** Settings of a role are those of its next connections; consent-service makes new ones for those that have ended. */
    private static void logged(Statement sql, String... settings) throws SQLException {
        for (String setting : settings) {
            sql.execute("ALTER ROLE " + ROLE + " IN DATABASE consent" + setting);
        }
        LockSupport.parkNanos(REST.toNanos());
        sql.execute(END_IDLE);
        LockSupport.parkNanos(REST.toNanos());
    }

    private List<String> linesSince(long position) throws IOException {
        try (InputStream file = Files.newInputStream(log)) {
            file.skipNBytes(position);
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** Lets pgbench write for a few seconds, and notes its rate and that of Lupa to it. */
    void compareWith(double consentsPerSecond, int clients) throws IOException {
        if (pgbench.isEmpty() || script.isEmpty()) {
            return;
        }
        try (Connection database = pgbench.get().connect();
                Statement sql = database.createStatement()) {
            ReplayTables tables = ReplayTables.make(sql, script.get());
            String text = script.get().text(tables::types);
            sql.execute("CHECKPOINT");
            double rate = pgbench.get().perSecond(text, clients, SECONDS);
            long stored = tables.fewestRows();
            sql.execute("DROP SCHEMA " + ReplayTables.SCHEMA + " CASCADE");
            if (stored < rate * SECONDS / 2) {
                throw new IOException("pgbench ran " + rate + " writes a second but stored only " + stored
                        + " in some table: it does not do what a write does");
            }
            report.add("pgbench, the same statements", "1/s", rate);
            report.add("consents of new people to pgbench, the same statements", "ratio", consentsPerSecond / rate);
        } catch (SQLException e) {
            throw new IOException("the rival's tables cannot be made: " + e.getMessage(), e);
        }
    }
}
