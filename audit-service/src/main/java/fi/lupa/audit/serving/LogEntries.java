// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads entries in the order of the logs, oldest first. */
@Singleton
final class LogEntries {

    private static final String SELECT = "SELECT l.name, e.year, e.idx, e.leaf_hash, e.leaf FROM entry AS e"
            + " JOIN log AS l ON l.tenant = e.tenant AND l.year = e.year%s WHERE %s"
            + " ORDER BY e.year, e.idx LIMIT ?";
    private static final String OF_SUBJECT =
            " JOIN subject_entry AS s ON s.tenant = e.tenant AND s.year = e.year AND s.idx = e.idx";

    private final TenantReads reads;

    LogEntries(TenantReads reads) {
        this.reads = reads;
    }

    Slice<Row> page(EntryQuery query) {
        return reads.read(query.tenant(), connection -> Slice.of(rows(connection, query), query.limit(), Row::place));
    }

    private static List<Row> rows(Connection connection, EntryQuery query) throws SQLException {
        EntryFilter filter = query.filter();
        Array controllers = connection.createArrayOf("text", query.controllers().toArray());
        Conditions conditions = new Conditions()
                .and("e.tenant = ?", query.tenant().value())
                .and("e.concerns <@ ?", controllers)
                .and(
                        "(e.year, e.idx) > (?, ?)",
                        query.after().year(),
                        query.after().index())
                .andIfGiven("s.subject = ?", filter.subject())
                .andIfGiven("e.controller = ?", filter.controller())
                .andIfGiven("e.purpose = ?", filter.purpose())
                .andIfGiven("e.logged_at >= ?", time(filter.from()))
                .andIfGiven("e.logged_at < ?", time(filter.until()));
        String sql = SELECT.formatted(filter.subject() == null ? "" : OF_SUBJECT, conditions.sql());
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(conditions.setOn(statement), query.limit() + 1);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
        }
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        String line = new String(row.getBytes(5), StandardCharsets.UTF_8);
        String hash = HexFormat.of().formatHex(row.getBytes(4));
        Cursor place = new Cursor(row.getInt(2), row.getLong(3));
        return new Row(place, new EntryView(row.getString(1), place.index(), hash, line, line));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** An entry and its place among all of the tenant's. */
    record Row(Cursor place, EntryView view) {}
}
