// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rails of an extract: the chain of its subject or controller, else the logs themselves. A rail goes one position beyond
 * the scope at each end, so that the edges of a period can be seen, and at the newest end to the extract's own entry.
 *
 * <p>Positions are in the order of the log's time, so the edges of a period are found by halving.
 */
final class RailPlan {

    private static final String CHAIN = "SELECT e.logged_at FROM %s AS c"
            + " JOIN entry AS e ON e.tenant = c.tenant AND e.year = c.year AND e.idx = c.idx"
            + " WHERE c.tenant = ? AND c.%s = ? AND c.n = ?";
    private static final String LOG = "SELECT logged_at FROM entry WHERE tenant = ? AND year = ? AND idx = ?";

    private final Connection connection;
    private final Extract extract;
    private final IssuedPlace issued;

    RailPlan(Connection connection, Extract extract, IssuedPlace issued) {
        this.connection = connection;
        this.extract = extract;
        this.issued = issued;
    }

    /** Returns the rails, the one with the extract's own entry last; the same ones however often it is asked. */
    List<Rail> rails(List<FixedLog> logs) throws SQLException {
        List<Rail> rails = new ArrayList<>();
        ExtractScope scope = extract.scope();
        if (scope.subject() != null) {
            rails.add(chain(Rail.Kind.SUBJECT, scope.subject(), issued.n()));
        } else if (scope.controller() != null) {
            rails.add(chain(Rail.Kind.CONTROLLER, scope.controller(), issued.cn()));
        } else {
            for (FixedLog log : logs) {
                rails.add(log(log));
            }
        }
        if (!isCovered(rails.get(rails.size() - 1))) {
            rails.add(Rail.issued(issued.year(), issued.index()));
        }
        return rails;
    }

    private boolean isCovered(Rail rail) {
        return switch (rail.kind()) {
            case SUBJECT -> rail.last() == issued.n();
            case CONTROLLER -> rail.last() == issued.cn();
            case LOG, ISSUED -> rail.year() == issued.year() && rail.last() == issued.index();
        };
    }

    private Rail chain(Rail.Kind kind, String name, long end) throws SQLException {
        String table = kind == Rail.Kind.SUBJECT ? "subject_entry" : "controller_entry";
        String sql = CHAIN.formatted(table, kind.word());
        long from = firstAtOrAfter(sql, name, extract.scope().from(), 0, end);
        long until = extract.scope().until() == null
                ? end
                : firstAtOrAfter(sql, name, extract.scope().until(), from, end);
        return new Rail(kind, name, 0, Math.max(0, from - 1), Math.min(until, end), from, until);
    }

    private Rail log(FixedLog log) throws SQLException {
        long end = log.year() == issued.year() ? issued.index() : log.size();
        long from = firstAtOrAfter(LOG, log.year(), extract.scope().from(), 0, end);
        long until = extract.scope().until() == null
                ? end
                : firstAtOrAfter(LOG, log.year(), extract.scope().until(), from, end);
        long last = log.year() == issued.year() ? until : Math.min(until, log.size() - 1);
        return new Rail(Rail.Kind.LOG, null, log.year(), Math.max(0, from - 1), last, from, until);
    }

    /** Returns the first position from low on that was logged at that time or later, or high if none below it was. */
    private long firstAtOrAfter(String sql, Object name, @Nullable Instant time, long low, long high)
            throws SQLException {
        if (time == null) {
            return low;
        }
        long from = low;
        long until = high;
        while (from < until) {
            long middle = (from + until) >>> 1;
            if (loggedAt(sql, name, middle).isBefore(time.atOffset(ZoneOffset.UTC))) {
                from = middle + 1;
            } else {
                until = middle;
            }
        }
        return from;
    }

    private OffsetDateTime loggedAt(String sql, Object name, long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, extract.tenant());
            statement.setObject(2, name);
            statement.setLong(3, position);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new NotAsLoggedException("position " + position + " of a chain is missing");
                }
                return row.getObject(1, OffsetDateTime.class);
            }
        }
    }
}
