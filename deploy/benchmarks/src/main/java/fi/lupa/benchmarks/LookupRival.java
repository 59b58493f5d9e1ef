// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The rival that every company has: the state of a person looked up in the very PostgreSQL and tables that preference-service fills, by prepared
 * statements of {@code pgbench}, without row-level security. Nothing is decided by it.
 */
final class LookupRival implements AutoCloseable {

    private static final int CLIENTS = 8;
    private static final int SECONDS = 4;
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

    private final PgBench pgbench;
    private final String script;

    private LookupRival(PgBench pgbench, String script) {
        this.pgbench = pgbench;
        this.script = script;
    }

    /** Prepares it, if {@code pgbench} is found. */
    static Optional<LookupRival> prepare(Bench bench, LocalLupa lupa, Report report) throws IOException {
        Optional<PgBench> pgbench = PgBench.of(bench, lupa, "preference");
        if (pgbench.isEmpty()) {
            return Optional.empty();
        }
        report.setting("pgbench", "8 clients, prepared, one state by its identifier's key, without row-level security");
        return Optional.of(new LookupRival(pgbench.get(), SCRIPT.formatted(people(pgbench.get()))));
    }

    private static int people(PgBench pgbench) throws IOException {
        try (Connection connection = pgbench.connect();
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

    /** Look-ups a second. */
    double lookupsPerSecond() throws IOException {
        return pgbench.perSecond(script, CLIENTS, SECONDS);
    }

    @Override
    public void close() throws IOException {
        try (Connection connection = pgbench.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS bench_person");
        } catch (SQLException e) {
            throw new IOException("the rival's table is left: " + e.getSQLState(), e);
        }
    }
}
