// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Checkpoints that somebody has put something under or was given, a witness, a time stamping authority, an authority with an extract: each must be there still. */
final class OutsideWitness {

    private static final String GONE = """
            WITH l (tenant, year, after, until) AS (VALUES (?::uuid, ?::integer, ?::bigint, ?::bigint))
            SELECT min(s.size) FROM (
              SELECT t.size FROM cosignature AS t JOIN l ON t.tenant = l.tenant AND t.year = l.year AND t.size > l.after AND t.size <= l.until
              UNION ALL
              SELECT t.size FROM checkpoint_time AS t JOIN l ON t.tenant = l.tenant AND t.year = l.year AND t.size > l.after AND t.size <= l.until
              UNION ALL
              SELECT t.size FROM extract_log AS t JOIN l ON t.tenant = l.tenant AND t.year = l.year AND t.size > l.after AND t.size <= l.until
            ) AS s, l
            WHERE NOT EXISTS (SELECT FROM checkpoint AS c WHERE c.tenant = l.tenant AND c.year = l.year AND c.size = s.size)""";

    private OutsideWitness() {}

    /** Returns what is said of the first one that is gone, of those over more entries than one number and at most another. */
    static Optional<String> gone(Connection connection, RecheckedLog log, long after, long until) throws SQLException {
        try (PreparedStatement statement = log.prepare(connection, GONE)) {
            statement.setLong(3, after);
            statement.setLong(4, until);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long size = row.getLong(1);
                return row.wasNull()
                        ? Optional.empty()
                        : Optional.of("the checkpoint of " + size + " is missing, and others have something of it");
            }
        }
    }
}
