// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows that no entry stands for, in one of the lists by which entries are found: each entry has its own row there, so it is enough to count. */
enum Surplus {
    SUBJECTS("subject_entry", "subject"),
    CONTROLLERS("controller_entry", "controller");

    /** In pages: one statement over the list of a large log could take longer than a statement may. */
    private static final String PAGE = """
            WITH page AS (SELECT %2$s AS a, n AS b, year, idx FROM %1$s
              WHERE tenant = ? AND (%2$s, n) > (?, ?) ORDER BY %2$s, n LIMIT 200000)
            SELECT count(*) FILTER (WHERE year = ? AND idx < ?) AS counted,
              min(idx) FILTER (WHERE (year = ? AND idx >= ? OR year NOT IN (SELECT year FROM log WHERE tenant = ?))
                AND NOT EXISTS (SELECT FROM head AS h WHERE h.tenant = ? AND h.year = page.year AND h.size > page.idx)) AS beyond,
              (SELECT a FROM page ORDER BY a DESC, b DESC LIMIT 1) AS last_a,
              (SELECT b FROM page ORDER BY a DESC, b DESC LIMIT 1) AS last_b
            FROM page""";

    private static final String FIRST = """
            SELECT min(s.idx) FROM (SELECT tenant, year, idx, %2$s, count(*) OVER (PARTITION BY idx) AS times FROM %1$s
              WHERE tenant = ? AND year = ? AND idx < ?) AS s
            LEFT JOIN entry AS e ON e.tenant = s.tenant AND e.year = s.year AND e.idx = s.idx AND e.%2$s = s.%2$s
            WHERE e.idx IS NULL OR s.times > 1""";

    private final String table;
    private final String key;
    private final String page;
    private final String first;

    Surplus(String table, String key) {
        this.table = table;
        this.key = key;
        this.page = PAGE.formatted(table, key);
        this.first = FIRST.formatted(table, key);
    }

    /** Returns the question for the next rows as they are: key, number, year and place. */
    String rowsAfter(UUID tenant, @Nullable String place, int rows) {
        String order = key + ", n";
        return "SELECT " + order + ", year, idx FROM " + table
                + " WHERE tenant = '" + tenant + "'"
                + (place == null ? "" : " AND (" + order + ") > (" + place + ")")
                + " ORDER BY " + order + " LIMIT " + rows;
    }

    /** Returns what is first said of a row that no entry stands for; {@code expected} entries have a row in this list. */
    Optional<String> find(Connection connection, RecheckedLog log, long expected) throws SQLException {
        long counted = 0;
        Place place = new Place("", -1);
        while (place.after() != null) {
            try (PreparedStatement statement = connection.prepareStatement(page)) {
                set(statement, log, place);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    counted += row.getLong("counted");
                    long beyond = row.getLong("beyond");
                    if (!row.wasNull()) {
                        return Optional.of("entry " + beyond + " is listed and not in the log");
                    }
                    place = new Place(row.getString("last_a"), row.getLong("last_b"));
                }
            }
        }
        return counted == expected ? Optional.empty() : Optional.of(first(connection, log));
    }

    private static void set(PreparedStatement statement, RecheckedLog log, Place place) throws SQLException {
        statement.setObject(1, log.tenant());
        statement.setString(2, place.after());
        statement.setLong(3, place.number());
        for (int at = 4; at <= 6; at += 2) {
            statement.setInt(at, log.year());
            statement.setLong(at + 1, log.head().size());
        }
        statement.setObject(8, log.tenant());
        statement.setObject(9, log.tenant());
    }

    private String first(Connection connection, RecheckedLog log) throws SQLException {
        try (PreparedStatement statement = log.prepare(connection, first)) {
            statement.setLong(3, log.head().size());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return "entry " + row.getLong(1) + " is listed more often than it is in the log";
            }
        }
    }

    private record Place(@Nullable String after, long number) {}
}
