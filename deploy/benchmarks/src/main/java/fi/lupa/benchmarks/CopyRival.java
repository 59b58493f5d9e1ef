// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

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

/**
 * COPY of the very rows that an import wrote into copies of the same tables: same columns, defaults, checks, indexes and keys, foreign ones too; no
 * row-level security, which COPY refuses. As superuser, from binary files on the server, all tables in one transaction.
 */
final class CopyRival implements AutoCloseable {

    /** What an import writes to, what others refer to first. */
    private static final List<String> TABLES = List.of(
            "subject",
            "subject_key",
            "identifier",
            "vault_identifier",
            "act_memory",
            "vault_disclosure",
            "consent_record",
            "deadline",
            "journal",
            "receipt",
            "job",
            "import_job",
            "import_block");

    private static final String OTHERS = "identity_domain";
    private static final double NANOS_PER_SECOND = 1e9;

    private final Connection database;
    private final Path folder;

    /** Makes the copies, empty. */
    CopyRival(PostgresServer server, String database, Path folder) throws SQLException, IOException {
        this.database = server.connect(database);
        this.folder = folder;
        Files.createDirectories(folder);
        run("DROP SCHEMA IF EXISTS bench CASCADE");
        run("CREATE SCHEMA bench");
        run("CREATE TABLE bench." + OTHERS + " (LIKE public." + OTHERS + " INCLUDING ALL)");
        for (String table : TABLES) {
            run("CREATE TABLE bench." + table + " (LIKE public." + table + " INCLUDING ALL)");
        }
        for (String table : TABLES) {
            for (String key : foreignKeys(table)) {
                run("SET search_path = bench");
                run("ALTER TABLE bench." + table + " ADD " + key);
            }
        }
        run("SET search_path = public");
    }

    /** Where the database is now: what is written from here on is an import's. */
    long mark() throws SQLException {
        return number("SELECT txid_snapshot_xmax(txid_current_snapshot())");
    }

    /** What was copied: rows of all tables, their bytes in the files, and how long the copying took. */
    record Copied(long rows, long bytes, double seconds) {}

    /** Copies what was written since the mark, and leaves it there, as an import does. */
    Copied copy(long mark) throws SQLException, IOException {
        run("INSERT INTO bench." + OTHERS + " SELECT * FROM public." + OTHERS + " ON CONFLICT DO NOTHING");
        long rows = 0;
        long bytes = 0;
        for (String table : TABLES) {
            rows += update("COPY (SELECT * FROM public." + table + " WHERE xmin::text::bigint >= " + mark + ") TO '"
                    + file(table) + "' (FORMAT binary)");
        }
        run("CHECKPOINT");
        long begin = System.nanoTime();
        database.setAutoCommit(false);
        for (String table : TABLES) {
            run("COPY bench." + table + " FROM '" + file(table) + "' (FORMAT binary)");
        }
        database.commit();
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        database.setAutoCommit(true);
        for (String table : TABLES) {
            bytes += Files.size(file(table));
            Files.delete(file(table));
        }
        return new Copied(rows, bytes, seconds);
    }

    private Path file(String table) {
        return folder.resolve(table + ".copy").toAbsolutePath();
    }

    private List<String> foreignKeys(String table) throws SQLException {
        run("SET search_path = public");
        try (Statement statement = database.createStatement();
                ResultSet keys = statement.executeQuery("SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                        + " WHERE contype = 'f' AND conrelid = 'public." + table + "'::regclass")) {
            List<String> found = new ArrayList<>();
            while (keys.next()) {
                found.add(keys.getString(1));
            }
            return found;
        }
    }

    long number(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private long update(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
