// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Report;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a log takes on disk for each entry, by what it is for. */
final class LogSizes {

    private static final String UNIT = "bytes an entry";
    /** A hash in a row, with the byte before it. */
    private static final int STORED_HASH = 33;

    private final Connection database;
    private final double entries;

    LogSizes(Connection database, long entries) {
        this.database = database;
        this.entries = entries;
    }

    void add(Report report, long leafBytes) throws SQLException {
        double leaf = leafBytes / entries;
        double tree = whole("tile") + whole("head") + STORED_HASH;
        double deduplication = indexes("%_event");
        report.add("a line", UNIT, leaf);
        report.add("tree: tiles, heads, the hash beside the line", UNIT, tree);
        report.add("deduplication: the index by event", UNIT, deduplication);
        report.add("tree and deduplication beyond the line (bar 110)", UNIT, tree + deduplication);
        report.add("beside it: columns and header of the entry's row", UNIT, rows() - leaf - STORED_HASH);
        report.add("beside it: index by number", UNIT, indexes("%_pkey"));
        report.add("beside it: indexes for queries", UNIT, indexes("%") - indexes("%_pkey") - deduplication);
        report.add("beside it: chain of the subject", UNIT, whole("subject_entry"));
        report.add("beside it: chain of the controller", UNIT, whole("controller_entry"));
        report.add("everything, the line included", UNIT, number("SELECT pg_database_size(current_database())"));
    }

    private double whole(String table) throws SQLException {
        return number("SELECT pg_total_relation_size('" + table + "')");
    }

    private double rows() throws SQLException {
        return number("SELECT sum(pg_table_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'entry'::regclass");
    }

    private double indexes(String name) throws SQLException {
        return number(
                "SELECT sum(pg_relation_size(i.indexrelid)) FROM pg_inherits AS p JOIN pg_index AS i ON i.indrelid = p.inhrelid"
                        + " JOIN pg_class AS c ON c.oid = i.indexrelid WHERE p.inhparent = 'entry'::regclass AND c.relname LIKE '"
                        + name
                        + "'");
    }

    private double number(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1) / entries;
        }
    }
}
