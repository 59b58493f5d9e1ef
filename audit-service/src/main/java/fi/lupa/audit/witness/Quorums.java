// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.TrustPolicy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Up to where enough witnesses have followed a log. What is stored was verified when it came. */
public final class Quorums {

    /** So far back is looked: with more checkpoints than these since the last quorum, there is none. */
    private static final int LOOKED_AT = 1000;

    private static final String COSIGNED = """
        SELECT size, array_agg(witness) FROM cosignature WHERE tenant = ? AND year = ? AND size >= ?
        GROUP BY size ORDER BY size DESC LIMIT %d\
        """.formatted(LOOKED_AT);

    private static final String LOGS = """
        SELECT l.tenant, l.year, l.name FROM log AS l WHERE EXISTS
          (SELECT FROM checkpoint AS c WHERE c.tenant = l.tenant AND c.year = l.year)\
        """;

    private static final String WAITING = """
        SELECT EXISTS (SELECT FROM checkpoint WHERE tenant = ? AND year = ? AND size > ? AND signed_at < ?)\
        """;

    private Quorums() {}

    /** Returns the size of the newest checkpoint of at least that size that a quorum has cosigned. */
    public static OptionalLong newest(Connection connection, UUID tenant, int year, long atLeast, TrustPolicy policy)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COSIGNED)) {
            statement.setObject(1, tenant);
            statement.setInt(2, year);
            statement.setLong(3, atLeast);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<NoteKey> cosigners = new ArrayList<>();
                    for (Object witness : (Object[]) row.getArray(2).getArray()) {
                        cosigners.add(NoteKey.parse(String.valueOf(witness)));
                    }
                    if (policy.isMetBy(cosigners)) {
                        return OptionalLong.of(row.getLong(1));
                    }
                }
            }
        }
        return OptionalLong.empty();
    }

    /** Returns the names of the logs with a checkpoint from before that moment that no quorum has cosigned, nor a later one. */
    static Set<String> missingSince(Connection connection, TrustPolicy policy, Instant moment) throws SQLException {
        Set<String> missing = new TreeSet<>();
        try (PreparedStatement statement = connection.prepareStatement(LOGS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                UUID tenant = row.getObject(1, UUID.class);
                int year = row.getInt(2);
                long reached = newest(connection, tenant, year, 0, policy).orElse(0);
                if (waits(connection, tenant, year, reached, moment)) {
                    missing.add(row.getString(3));
                }
            }
        }
        return missing;
    }

    private static boolean waits(Connection connection, UUID tenant, int year, long reached, Instant moment)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
            statement.setObject(1, tenant);
            statement.setInt(2, year);
            statement.setLong(3, reached);
            statement.setObject(4, moment.atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
