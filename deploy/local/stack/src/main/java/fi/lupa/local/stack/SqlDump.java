// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All rows of a database as SQL, and which migrations made its tables, with their checksums. Decision records are left out: the partitions that
 * hold them come with time, and go.
 */
final class SqlDump {

    private static final String MIGRATIONS =
            "SELECT '-- migration ' || version || ' ' || checksum FROM flyway_schema_history ORDER BY installed_rank";
    private static final String TABLES =
            "SELECT quote_ident(relname) FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
                    + " AND NOT relispartition AND relname NOT LIKE 'flyway%' AND relname NOT LIKE 'decision%' ORDER BY 1";
    private static final String COLUMNS =
            "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0"
                    + " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum";
    private static final String SEQUENCES =
            "SELECT format('SELECT setval(%L, %s);', sequencename, coalesce(last_value, 1)) FROM pg_sequences ORDER BY 1";

    /** Only what a migration has filled is emptied: tables that only grow refuse it. */
    private static final String EMPTY = """
            DO $$
            DECLARE
              t text;
              filled boolean;
            BEGIN
              FOREACH t IN ARRAY ARRAY[%s] LOOP
                EXECUTE format('SELECT EXISTS (SELECT FROM %%s)', t) INTO filled;
                IF filled THEN
                  EXECUTE format('TRUNCATE %%s CASCADE', t);
                END IF;
              END LOOP;
            END
            $$;""";

    private final Statement statement;

    private SqlDump(Statement statement) {
        this.statement = statement;
    }

    /** Returns the text; loading it puts these rows in place of all there are. */
    static String of(Connection connection, String title) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return new SqlDump(statement).text(title);
        }
    }

    private String text(String title) throws SQLException {
        List<String> lines = new ArrayList<>(List.of("-- " + title));
        lines.addAll(column(MIGRATIONS));
        List<String> tables = column(TABLES);
        lines.add("SET session_replication_role = replica;");
        lines.add(EMPTY.formatted(tables.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))));
        for (String table : tables) {
            lines.addAll(rows(table));
        }
        lines.addAll(column(SEQUENCES));
        return String.join("\n", lines) + "\n";
    }

    private List<String> rows(String table) throws SQLException {
        List<String> columns = column(COLUMNS.formatted(table));
        List<String> values = columns.stream()
                .map(name -> "quote_nullable(" + name + "::text)")
                .toList();
        return column("SELECT 'INSERT INTO " + table + " (" + String.join(", ", columns)
                + ") OVERRIDING SYSTEM VALUE VALUES (' || concat_ws(', ', " + String.join(", ", values)
                + ") || ');' FROM "
                + table + " ORDER BY 1");
    }

    private List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
