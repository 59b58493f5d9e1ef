// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/**
 * What a company with a database would do with a list: COPY it into a temporary table, join it with the stored states, and COPY the answers
 * out. The list holds identifiers' keys, so that nothing need be hashed; its only rule is whether there is a permission; as superuser,
 * from and to files on the server, without row-level security.
 */
final class JoinRival implements AutoCloseable {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final String LIST = """
            COPY (WITH known AS (SELECT row_number() OVER () - 1 AS n, key FROM identifier_map WHERE type = 'EMAIL'),
                lines AS (SELECT line, line %% (SELECT count(*) FROM known) AS n FROM generate_series(0, %d - 1) AS line)
              SELECT CASE WHEN line %% 4 = 3 THEN sha256(line::text::bytea) ELSE key END FROM lines JOIN known USING (n) ORDER BY line)
            TO '%s' (FORMAT binary)
            """;
    private static final String ANSWERS = """
            COPY (SELECT CASE WHEN s.state @? '$.choices[*] ? (@.purpose == "product-updates" && exists(@.permission.recordId))'
                THEN 'ALLOW' ELSE 'DENY' END, encode(a.key, 'base64')
              FROM asked a
              LEFT JOIN identifier_map i ON i.tenant = '%s' AND i.key_version = %d AND i.key = a.key
              LEFT JOIN state_current s ON s.tenant = i.tenant AND s.subject = i.subject)
            TO '%s'
            """;

    private final Connection database;
    private final Path list;
    private final Path answers;
    private final int lines;
    private final String answering;

    private JoinRival(Connection database, Path folder, int lines) throws IOException, SQLException {
        this.database = database;
        this.lines = lines;
        list = folder.resolve("list.copy").toAbsolutePath();
        answers = folder.resolve("answers.copy").toAbsolutePath();
        try (Statement sql = database.createStatement()) {
            sql.execute("ANALYZE");
            sql.execute(LIST.formatted(lines, list));
            try (var row = sql.executeQuery("SELECT tenant, max(key_version) FROM identifier_map WHERE type = 'EMAIL'"
                    + " GROUP BY tenant ORDER BY count(*) DESC LIMIT 1")) {
                row.next();
                answering = ANSWERS.formatted(row.getString(1), row.getInt(2), answers);
            }
        }
    }

    /** Writes the list that it will be asked about. */
    static JoinRival prepare(Bench bench, LocalLupa lupa, int lines, Report report) throws IOException {
        Path folder = Files.createDirectories(bench.root().resolve("deploy/benchmarks/target/rivals"));
        report.setting(
                "COPY and join", "keys into a temporary table, joined with the stored states, answers to a file");
        try {
            return new JoinRival(lupa.superuser("preference"), folder, lines);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Lines a second, from the first of the list to the last answer. */
    double linesPerSecond() throws IOException {
        try (Statement sql = database.createStatement()) {
            long begin = System.nanoTime();
            database.setAutoCommit(false);
            sql.execute("CREATE TEMP TABLE asked (key bytea) ON COMMIT DROP");
            sql.execute("COPY asked FROM '" + list + "' (FORMAT binary)");
            sql.execute("ANALYZE asked");
            sql.execute(answering);
            database.commit();
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            database.setAutoCommit(true);
            requireAnswers();
            return lines / seconds;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void requireAnswers() throws IOException {
        try (Stream<String> told = Files.lines(answers)) {
            long allowed = told.filter(line -> line.startsWith("ALLOW")).count();
            if (allowed < lines / 10 || allowed > lines - lines / 10) {
                throw new IOException("the rival allowed " + allowed + " of " + lines);
            }
        }
    }

    private static IOException failed(SQLException e) {
        return new IOException("the rival's list cannot be answered: " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        try {
            database.close();
        } catch (SQLException e) {
            throw failed(e);
        }
        Files.deleteIfExists(list);
        Files.deleteIfExists(answers);
    }
}
