// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.serving.TenantReads;
import fi.lupa.platform.id.TenantId;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Goes along rails, page by page, each page a short transaction; memory of one page. */
final class RailWalk {

    private static final int PAGE_OF_LINES = 500;
    private static final int PAGE_OF_PLACES = 5_000;
    private static final String SHOWN = " (e.concerns <@ ? AND (?::text IS NULL OR e.controller = ?)"
            + " AND (?::text IS NULL OR e.purpose = ?)) AS shown, CASE WHEN ? THEN e.leaf_hash = sha256('\\x00'::bytea || e.leaf) ELSE true END AS whole,";
    private static final String OF_CHAIN = "SELECT c.n AS position, e.year, l.name, e.idx," + SHOWN
            + " CASE WHEN ? THEN e.leaf END AS leaf FROM %s AS c"
            + " JOIN entry AS e ON e.tenant = c.tenant AND e.year = c.year AND e.idx = c.idx"
            + " JOIN log AS l ON l.tenant = e.tenant AND l.year = e.year"
            + " WHERE c.tenant = ? AND c.%s = ? AND c.n BETWEEN ? AND ? ORDER BY c.n";
    private static final String OF_LOG = "SELECT e.idx AS position, e.year, l.name, e.idx," + SHOWN
            + " CASE WHEN ? THEN e.leaf END AS leaf FROM entry AS e"
            + " JOIN log AS l ON l.tenant = e.tenant AND l.year = e.year"
            + " WHERE e.tenant = ? AND e.year = ? AND e.idx BETWEEN ? AND ? ORDER BY e.idx";

    private final TenantReads reads;
    private final Extract extract;
    private final Look look;
    private final int page;

    RailWalk(TenantReads reads, Extract extract, Look look) {
        this.reads = reads;
        this.extract = extract;
        this.look = look;
        this.page = look == Look.LINES ? PAGE_OF_LINES : PAGE_OF_PLACES;
    }

    /** What is wanted of each entry. */
    enum Look {
        /** Where it is; whether it is whole was looked at on another walk. */
        PLACES,
        /** Where it is, and that it is whole. */
        CHECKED,
        /** The leaf too. */
        LINES
    }

    /** Shows every position of the rails, in order; throws {@link NotAsLoggedException} when one is not there or not whole. */
    void each(List<Rail> rails, Visitor visitor) throws IOException {
        for (Rail rail : rails) {
            for (long position = rail.first(); position <= rail.last(); position += page) {
                for (WalkedEntry entry : page(rail, position)) {
                    visitor.meet(entry);
                }
            }
        }
    }

    /** Returns the next entries of the rail from that position on. */
    List<WalkedEntry> page(Rail rail, long position) {
        long last = Math.min(rail.last(), position + page - 1);
        return reads.read(new TenantId(extract.tenant()), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql(rail))) {
                set(connection, statement, rail, position, last);
                return entries(statement, rail, position, last);
            }
        });
    }

    private static String sql(Rail rail) {
        return switch (rail.kind()) {
            case SUBJECT -> OF_CHAIN.formatted("subject_entry", "subject");
            case CONTROLLER -> OF_CHAIN.formatted("controller_entry", "controller");
            case LOG, ISSUED -> OF_LOG;
        };
    }

    private void set(Connection connection, PreparedStatement statement, Rail rail, long first, long last)
            throws SQLException {
        Array controllers =
                connection.createArrayOf("text", extract.controllers().toArray());
        statement.setArray(1, controllers);
        statement.setString(2, extract.scope().controller());
        statement.setString(3, extract.scope().controller());
        statement.setString(4, extract.scope().purpose());
        statement.setString(5, extract.scope().purpose());
        statement.setBoolean(6, look != Look.PLACES);
        statement.setBoolean(7, look == Look.LINES);
        statement.setObject(8, extract.tenant());
        if (rail.kind().isChain()) {
            statement.setString(9, rail.name());
        } else {
            statement.setInt(9, rail.year());
        }
        statement.setLong(10, first);
        statement.setLong(11, last);
    }

    private List<WalkedEntry> entries(PreparedStatement statement, Rail rail, long first, long last)
            throws SQLException {
        List<WalkedEntry> entries = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                entries.add(entry(row, rail, first + entries.size()));
            }
        }
        if (entries.size() != last - first + 1) {
            throw new NotAsLoggedException(rail, first + entries.size());
        }
        return entries;
    }

    private WalkedEntry entry(ResultSet row, Rail rail, long expected) throws SQLException {
        if (row.getLong("position") != expected || !row.getBoolean("whole")) {
            throw new NotAsLoggedException(rail, expected);
        }
        boolean shown = rail.kind() == Rail.Kind.ISSUED || row.getBoolean("shown");
        return new WalkedEntry(
                rail.kind(),
                expected,
                row.getInt("year"),
                Objects.requireNonNull(row.getString("name")),
                row.getLong("idx"),
                shown,
                shown && look == Look.LINES ? row.getBytes("leaf") : null);
    }

    /** Told of each entry. */
    @FunctionalInterface
    interface Visitor {

        void meet(WalkedEntry entry) throws IOException;
    }
}
