// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Copies, in a schema of their own, of the tables that a {@link ReplayScript} names: those it writes to are empty, the others have the rows of ours.
 * They have the same columns, checks, indexes and unique keys; no foreign keys, no triggers, no row-level security.
 */
final class ReplayTables {

    static final String SCHEMA = "bench";

    private static final String COLUMNS = "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)"
            + " FROM pg_attribute WHERE attrelid = 'public.%s'::regclass AND attnum > 0"
            + " AND NOT attisdropped AND attgenerated = ''";
    private static final Pattern VARIABLE = Pattern.compile("(?<!:):[ns]\\b");
    /** So many combinations of types are tried for a statement. */
    private static final int TRIES = 5_000;

    private final Statement sql;
    private final ReplayScript script;

    private ReplayTables(Statement sql, ReplayScript script) {
        this.sql = sql;
        this.script = script;
    }

    static ReplayTables make(Statement sql, ReplayScript script) throws SQLException {
        sql.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
        sql.execute("CREATE SCHEMA " + SCHEMA);
        Set<String> written = script.written();
        for (List<String> row : WriteRival.rows(sql, WriteRival.TABLES)) {
            String table = row.get(0);
            if (script.names(table)) {
                String copy = SCHEMA + "." + table;
                sql.execute("CREATE TABLE " + copy + " (LIKE public." + table + " INCLUDING ALL)");
                if (!written.contains(table)) {
                    String columns = WriteRival.rows(sql, COLUMNS.formatted(table))
                            .get(0)
                            .get(0);
                    sql.execute("INSERT INTO " + copy + " (" + columns + ") OVERRIDING SYSTEM VALUE SELECT " + columns
                            + " FROM public." + table);
                }
            }
        }
        sql.execute("SET search_path = " + SCHEMA);
        return new ReplayTables(sql, script);
    }

    /** The least number of rows in any of the tables that are written to. */
    long fewestRows() throws SQLException {
        long fewest = Long.MAX_VALUE;
        for (String table : script.written()) {
            String count = "SELECT count(*) FROM " + SCHEMA + "." + table;
            fewest = Math.min(
                    fewest, Long.parseLong(WriteRival.rows(sql, count).get(0).get(0)));
        }
        return fewest;
    }

    /** The types with which PostgreSQL takes the statement; the log does not tell them. */
    List<String> types(LoggedStatement statement) {
        List<List<String>> candidates =
                script.values(statement).stream().map(ReplayedValue::types).toList();
        int[] choice = new int[candidates.size()];
        String refused = "";
        for (int tries = 0; tries < TRIES; tries++) {
            List<String> types = new ArrayList<>();
            for (int i = 0; i < choice.length; i++) {
                types.add(candidates.get(i).get(choice[i]));
            }
            String told = refusal(script.sql(statement, types));
            if (told.isEmpty()) {
                return types;
            }
            refused = tries == 0 ? told : refused;
            if (!next(choice, candidates)) {
                break;
            }
        }
        throw new NotPossibleException(
                "PostgreSQL does not take again what consent-service has sent, '" + statement.sql() + "': " + refused);
    }

    /** Counts on, the place with the most to choose from first; false when all were there. */
    private static boolean next(int[] choice, List<List<String>> candidates) {
        Set<Integer> sizes = new TreeSet<>((a, b) -> Integer.compare(b, a));
        candidates.forEach(list -> sizes.add(list.size()));
        for (int size : sizes) {
            for (int i = 0; i < choice.length; i++) {
                if (candidates.get(i).size() == size) {
                    choice[i]++;
                    if (choice[i] < size) {
                        return true;
                    }
                    choice[i] = 0;
                }
            }
        }
        return false;
    }

    private String refusal(String statement) {
        if (statement.equals("BEGIN") || statement.equals("COMMIT")) {
            return "";
        }
        int[] number = {0};
        String numbered = VARIABLE.matcher(statement).replaceAll(found -> "\\$" + ++number[0]);
        try {
            sql.execute("PREPARE replayed AS " + numbered);
            sql.execute("DEALLOCATE replayed");
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
