// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one list of a tenant through, and says whether its rows are those that the entries of a log must have there. */
final class ListCheck {

    /** One statement over the list of a large log could take longer than a statement may. */
    private static final int PAGE = 5_000;

    private static final int FIELDS = 4;
    private static final int KEY = 0;
    private static final int NUMBER = 1;
    private static final int YEAR = 2;
    private static final int INDEX = 3;
    private static final String OTHERS = """
            SELECT coalesce((SELECT max(size) FROM head WHERE tenant = ? AND year = ?), 0) AS size,
              ARRAY(SELECT year FROM log WHERE tenant = ?) AS years""";

    private final Connection connection;
    private final RecheckedLog log;
    private final Surplus list;
    private final ListSum sum;
    private final Set<Integer> years = new HashSet<>();
    private long last = -1;

    ListCheck(Connection connection, RecheckedLog log, Surplus list, ListSum empty) {
        this.connection = connection;
        this.log = log;
        this.list = list;
        this.sum = empty;
    }

    /** Says whether they are the same; {@code afterPage} may rest. */
    boolean isOf(ListSum entries, LogRecheck.Pace afterPage) throws SQLException {
        String after = page(null);
        while (after != null) {
            afterPage.after(0);
            after = page(after);
        }
        return sum.equals(entries) && areOthersKnown();
    }

    /** Adds a page; returns the place to go on after, null at the end. */
    private @Nullable String page(@Nullable String after) throws SQLException {
        String question = list.rowsAfter(log.tenant(), after, PAGE);
        try (BinaryCopy row = new BinaryCopy(connection, question, FIELDS)) {
            int rows = 0;
            String place = null;
            while (row.next()) {
                add(row);
                rows++;
                place = rows == PAGE ? place(row) : null;
            }
            return place;
        }
    }

    private void add(BinaryCopy row) {
        int year = row.intAt(YEAR);
        long index = row.longAt(INDEX);
        if (year == log.year() && index >= 0 && index < log.head().size()) {
            sum.add(row.bytes(), row.start(KEY), row.length(KEY), row.longAt(NUMBER), index);
        } else if (year == log.year()) {
            last = Math.max(last, index < 0 ? Long.MAX_VALUE : index);
        } else {
            years.add(year);
        }
    }

    private String place(BinaryCopy row) throws SQLException {
        String text = new String(row.bytes(), row.start(KEY), row.length(KEY), StandardCharsets.UTF_8);
        return BinaryCopy.literal(connection, text) + ", " + row.longAt(NUMBER);
    }

    /** Rows beyond the size that was looked at must be of entries logged meanwhile, rows of other years of logs that there are. */
    private boolean areOthersKnown() throws SQLException {
        if (last < 0 && years.isEmpty()) {
            return true;
        }
        try (PreparedStatement statement = log.prepare(connection, OTHERS)) {
            statement.setObject(3, log.tenant());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                List<Integer> known = List.of((Integer[]) row.getArray("years").getArray());
                return last < row.getLong("size") && known.containsAll(years);
            }
        }
    }
}
