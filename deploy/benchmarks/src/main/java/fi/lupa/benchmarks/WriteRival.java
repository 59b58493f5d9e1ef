// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The rows that a consent leaves behind, inserted by {@code pgbench} in one transaction into copies of the same tables: same columns, checks, indexes
 * and keys but foreign ones, which it need not mind. It looks nothing up, knows no row-level security, and each of its rows is a copy of one
 * of ours with what must be unique made up anew.
 */
final class WriteRival {

    private static final int SECONDS = 6;
    private static final String WRITES = "consent_record";
    static final String TABLES = "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition"
            + " AND relnamespace = 'public'::regnamespace ORDER BY relname";

    private static final String COLUMNS = "SELECT a.attname, format_type(a.atttypid, a.atttypmod), EXISTS (SELECT 1"
            + " FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique AND a.attnum = ANY (i.indkey))"
            + " FROM pg_attribute a WHERE a.attrelid = 'public.%s'::regclass AND a.attnum > 0"
            + " AND NOT a.attisdropped AND a.attgenerated = ''";

    /** How a value of a type is made up anew. */
    private static final Map<String, String> MADE_UP = Map.of(
            "uuid", "gen_random_uuid()",
            "bytea", "sha256(gen_random_uuid()::text::bytea)",
            "bigint", "(random() * 9e18)::bigint");

    /** A value as SQL, without a colon before a letter, which pgbench would take for a variable of its own. */
    private static final String LITERAL = "CASE WHEN %1$s IS NULL THEN 'NULL' ELSE format($f$('%%s')::%2$s$f$,"
            + " replace(replace(%1$s::text, $q$'$q$, $q$''$q$), ':', $q$:'||'$q$)) END";

    private final Optional<PgBench> pgbench;
    private final Report report;
    private Map<String, Long> before = Map.of();
    private Map<String, Long> added = Map.of();

    private WriteRival(Optional<PgBench> pgbench, Report report) {
        this.pgbench = pgbench;
        this.report = report;
    }

    /** A rival that does nothing where there is no {@code pgbench}. */
    static WriteRival of(Bench bench, LocalLupa lupa, Report report) throws IOException {
        return new WriteRival(PgBench.of(bench, lupa, "consent"), report);
    }

    /** Notes what the tables hold before consents are written. */
    void watch() throws IOException {
        if (pgbench.isPresent()) {
            before = rows(pgbench.get());
        }
    }

    /** Learns from what was written since how many rows each consent adds, and to which tables. */
    void learn() throws IOException {
        if (pgbench.isEmpty()) {
            return;
        }
        Map<String, Long> after = rows(pgbench.get());
        double writes = after.getOrDefault(WRITES, 0L) - before.getOrDefault(WRITES, 0L);
        added = new TreeMap<>();
        after.forEach((table, rows) -> added.put(table, Math.round((rows - before.getOrDefault(table, 0L)) / writes)));
        added.values().removeIf(rows -> rows <= 0);
        report.setting("pgbench, the same rows", "one transaction of as many clients that inserts " + added);
    }

    /** Lets pgbench write for a few seconds, and notes its rate and that of Lupa to it. */
    void compareWith(double consentsPerSecond, int clients) throws IOException {
        if (pgbench.isEmpty()) {
            return;
        }
        try (Connection database = pgbench.get().connect();
                Statement sql = database.createStatement()) {
            sql.execute("DROP SCHEMA IF EXISTS bench CASCADE");
            sql.execute("CREATE SCHEMA bench");
            List<String> script = new ArrayList<>(List.of("BEGIN;"));
            for (Map.Entry<String, Long> table : added.entrySet()) {
                String insert = insert(sql, table.getKey());
                Stream.generate(() -> insert).limit(table.getValue()).forEach(script::add);
            }
            script.add("COMMIT;");
            sql.execute("CHECKPOINT");
            double rate = pgbench.get().perSecond(String.join("\n", script) + "\n", clients, SECONDS);
            sql.execute("DROP SCHEMA bench CASCADE");
            report.add("pgbench, the same rows", "1/s", rate);
            report.add("consents of new people to pgbench, the same rows", "ratio", consentsPerSecond / rate);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static Map<String, Long> rows(PgBench pgbench) throws IOException {
        try (Connection database = pgbench.connect();
                Statement sql = database.createStatement()) {
            Map<String, Long> rows = new TreeMap<>();
            for (List<String> table : rows(sql, TABLES)) {
                String count = "SELECT count(*) FROM public." + table.get(0);
                rows.put(table.get(0), Long.valueOf(rows(sql, count).get(0).get(0)));
            }
            return rows;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static String insert(Statement sql, String table) throws SQLException {
        sql.execute("CREATE TABLE bench." + table + " (LIKE public." + table + " INCLUDING ALL)");
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (List<String> column : rows(sql, COLUMNS.formatted(table))) {
            String type = column.get(1);
            boolean anew = column.get(2).equals("t") && MADE_UP.containsKey(type);
            columns.add(column.get(0));
            values.add(anew ? "'" + MADE_UP.get(type) + "'" : LITERAL.formatted(column.get(0), type));
        }
        String newest = "SELECT concat_ws(', ', " + String.join(", ", values) + ") FROM public." + table
                + " ORDER BY xmin::text::bigint DESC LIMIT 1";
        return "INSERT INTO bench." + table + " (" + String.join(", ", columns) + ") OVERRIDING SYSTEM VALUE VALUES ("
                + rows(sql, newest).get(0).get(0).replace("\n", " ") + ");";
    }

    /** What a query returns, as text. */
    static List<List<String>> rows(Statement sql, String query) throws SQLException {
        List<List<String>> found = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(rows.getString(column));
                }
                found.add(row);
            }
        }
        return found;
    }

    private static IOException failed(SQLException e) {
        return new IOException("the rival's tables cannot be made: " + e.getMessage(), e);
    }
}
