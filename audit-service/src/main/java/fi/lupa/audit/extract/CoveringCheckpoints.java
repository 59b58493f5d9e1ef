// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.witness.Quorums;
import fi.lupa.audit.witness.Witnesses;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Chooses the checkpoints of an extract: of the log that tells of it one that vouches for that entry, of earlier years' logs the
 * last; each, if it can be had soon, one that a quorum of witnesses has cosigned. Beside each, the one in the same authority's extract before, from which growth is proven.
 */
final class CoveringCheckpoints {

    private static final String NEWEST = """
            SELECT l.year, l.name, h.size AS head, c.size FROM log AS l
            CROSS JOIN LATERAL (SELECT size FROM head
              WHERE tenant = l.tenant AND year = l.year ORDER BY size DESC LIMIT 1) AS h
            LEFT JOIN LATERAL (SELECT size FROM checkpoint
              WHERE tenant = l.tenant AND year = l.year ORDER BY size DESC LIMIT 1) AS c ON true
            WHERE l.tenant = ? AND l.year <= ? ORDER BY l.year""";
    private static final String PREVIOUS = """
            SELECT f.size FROM extract_log AS f
            JOIN extract AS e ON e.tenant = f.tenant AND e.id = f.extract
            JOIN extract_outcome AS o ON o.tenant = f.tenant AND o.extract = f.extract
            WHERE f.tenant = ? AND f.year = ? AND f.extract <> ? AND o.failure IS NULL
              AND e.authority IS NOT DISTINCT FROM ? AND f.size <= ?
            ORDER BY f.size DESC LIMIT 1""";

    private static final String COVERED_LATELY =
            "SELECT count(*) > 0 AND min(signed_at) > ? FROM checkpoint WHERE tenant = ? AND year = ? AND size >= ?";

    private final Witnesses witnesses;
    private final Instant now;

    CoveringCheckpoints(Witnesses witnesses, Instant now) {
        this.witnesses = witnesses;
        this.now = now;
    }

    /** Returns a checkpoint for each log up to the issued entry's; empty while one of them does not reach far enough, or may get its quorum yet. */
    List<FixedLog> of(Connection connection, Extract extract, IssuedPlace issued) throws SQLException {
        List<FixedLog> logs = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            statement.setObject(1, extract.tenant());
            statement.setInt(2, issued.year());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long needed = row.getInt("year") == issued.year() ? issued.index() + 1 : row.getLong("head");
                    FixedLog newest =
                            new FixedLog(row.getInt("year"), row.getString("name"), row.getLong("size"), null);
                    Optional<FixedLog> covering = newest.size() < needed
                            ? Optional.empty()
                            : witnessed(connection, extract.tenant(), newest, needed);
                    if (covering.isEmpty()) {
                        return List.of();
                    }
                    logs.add(covering.get());
                }
            }
        }
        List<FixedLog> withPrevious = new ArrayList<>();
        for (FixedLog log : logs) {
            withPrevious.add(withPrevious(connection, extract.tenant(), extract, log));
        }
        return withPrevious;
    }

    /** Returns the log at a checkpoint with a quorum; at its newest where none came in time; empty while it may come. */
    private Optional<FixedLog> witnessed(Connection connection, UUID tenant, FixedLog newest, long needed)
            throws SQLException {
        if (!witnesses.policy().hasQuorum()) {
            return Optional.of(newest);
        }
        OptionalLong size = Quorums.newest(connection, tenant, newest.year(), needed, witnesses.policy());
        if (size.isPresent()) {
            return Optional.of(new FixedLog(newest.year(), newest.name(), size.getAsLong(), null));
        }
        return coveredLately(connection, tenant, newest.year(), needed) ? Optional.empty() : Optional.of(newest);
    }

    private boolean coveredLately(Connection connection, UUID tenant, int year, long needed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COVERED_LATELY)) {
            statement.setObject(1, now.minus(witnesses.expectedWithin()).atOffset(ZoneOffset.UTC));
            statement.setObject(2, tenant);
            statement.setInt(3, year);
            statement.setLong(4, needed);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static FixedLog withPrevious(Connection connection, UUID tenant, Extract extract, FixedLog log)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PREVIOUS)) {
            statement.setObject(1, tenant);
            statement.setInt(2, log.year());
            statement.setObject(3, extract.id());
            statement.setString(4, extract.authority());
            statement.setLong(5, log.size());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new FixedLog(log.year(), log.name(), log.size(), row.getLong(1)) : log;
            }
        }
    }
}
