// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.infrastructure.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows of a database, as a logical dump holds them: no transaction numbers of the server they come from. */
final class DumpedDatabase {

    private static final String TABLES =
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                    + " AND relname NOT LIKE 'flyway%' ORDER BY 1";
    private static final String SEQUENCES = "SELECT sequencename, coalesce(last_value, 1) FROM pg_sequences";

    private final List<String> tables;
    private final List<String> sequences = new ArrayList<>();
    private final Path folder;

    private DumpedDatabase(List<String> tables, Path folder) {
        this.tables = tables;
        this.folder = folder;
    }

    /** Reads all rows of a database into files. */
    static DumpedDatabase of(PostgresServer server, String database, Path folder) throws SQLException, IOException {
        Folder.delete(folder);
        Files.createDirectories(folder);
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            DumpedDatabase dump = new DumpedDatabase(column(statement, TABLES), folder);
            for (String table : dump.tables) {
                statement.execute("COPY " + table + " TO '" + folder.resolve(table) + "'");
            }
            try (ResultSet rows = statement.executeQuery(SEQUENCES)) {
                while (rows.next()) {
                    dump.sequences.add("SELECT setval('" + rows.getString(1) + "', " + rows.getLong(2) + ")");
                }
            }
            return dump;
        }
    }

    /** Puts the rows in place of what a database with the same tables holds. */
    void loadInto(PostgresServer server, String database) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute("TRUNCATE " + String.join(", ", tables));
            for (String table : tables) {
                statement.execute("COPY " + table + " FROM '" + folder.resolve(table) + "'");
            }
            for (String sequence : sequences) {
                statement.execute(sequence);
            }
        }
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
