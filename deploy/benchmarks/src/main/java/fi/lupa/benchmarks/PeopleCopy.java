// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** Copies many rows into a table whose keys and indexes are made again afterwards, as they were. Nobody may use the table meanwhile. */
final class PeopleCopy {

    private static final String CONSTRAINTS = """
            SELECT 'ALTER TABLE %1$s DROP CONSTRAINT ' || quote_ident(conname),
              'ALTER TABLE %1$s ADD CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid)
            FROM pg_constraint WHERE conrelid = '%1$s'::regclass AND contype IN ('p', 'u')
            """;
    private static final String INDEXES = """
            SELECT 'DROP INDEX ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid) FROM pg_index i
            WHERE i.indrelid = '%s'::regclass AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
            """;
    private static final int BUFFER = 1 << 20;

    private final Connection database;

    PeopleCopy(Connection database) {
        this.database = database;
    }

    private record Index(String drop, String make) {}

    /** Copies the lines about so many people, the first of whom has this number. */
    void into(String table, String columns, int first, int count, IntFunction<String> line)
            throws SQLException, IOException {
        List<Index> indexes = new ArrayList<>(read(CONSTRAINTS.formatted(table)));
        indexes.addAll(read(INDEXES.formatted(table)));
        for (Index index : indexes) {
            run(index.drop());
        }
        CopyManager copy = new CopyManager(database.unwrap(BaseConnection.class));
        String sql = "COPY " + table + " (" + columns + ") FROM STDIN";
        long copied = copy.copyIn(sql, new Lines(first, first + count, line), BUFFER);
        if (copied != count) {
            throw new IOException(copied + " of " + count + " rows were taken by " + table);
        }
        run("SET maintenance_work_mem = '1GB'");
        for (Index index : indexes) {
            run(index.make());
        }
        run("VACUUM (ANALYZE) " + table);
    }

    private List<Index> read(String sql) throws SQLException {
        List<Index> indexes = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                indexes.add(new Index(row.getString(1), row.getString(2)));
            }
        }
        return indexes;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
