// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.history;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.wire.FeedReader;
import fi.lupa.preference.state.wire.HeldState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Looks up one subject at a time, all at the moment at which its transaction began. */
final class PastTables {

    private static final Logger LOG = Logger.getLogger(PastTables.class);
    private static final String CLAIMS = """
            SELECT subject, ref, since_epoch, since_xid, EXISTS (SELECT FROM identifier_map other
              WHERE other.tenant = own.tenant AND other.subject = own.subject
              AND other.type = own.type AND other.ref <> own.ref)
            FROM identifier_map own WHERE tenant = ? AND key_version = ? AND key = ? ORDER BY subject, ref
            """;
    private static final String REVISIONS =
            "SELECT state::text FROM state_history WHERE tenant = ? AND subject = ? ORDER BY epoch, revision";
    private static final String UNREADABLE =
            "SELECT FROM state_current WHERE tenant = ? AND subject = ? AND unreadable";
    private static final String ORGANISATIONS =
            "SELECT organisation, key_version, key FROM organisation_map WHERE tenant = ? AND subject = ?";

    private final Connection connection;

    PastTables(Connection connection) {
        this.connection = connection;
    }

    /** Under which number an identifier belongs to a subject, since when, and whether the subject has others of its kind. */
    record Claim(int ref, Position since, boolean oneOfSeveral) {}

    /** Reads one row. */
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    Map<String, List<Claim>> claims(TenantId tenant, List<IdentifierKey> keys) {
        Map<String, List<Claim>> claims = new LinkedHashMap<>();
        for (IdentifierKey key : keys) {
            each(
                    CLAIMS,
                    row -> claims.computeIfAbsent(row.getString(1), subject -> new ArrayList<>())
                            .add(new Claim(
                                    row.getInt(2), new Position(row.getInt(3), row.getLong(4)), row.getBoolean(5))),
                    tenant.value(),
                    key.version(),
                    key.bytes());
        }
        return claims;
    }

    Revisions revisions(TenantId tenant, String subject) {
        List<HeldState> states = new ArrayList<>();
        each(REVISIONS, row -> states.add(FeedReader.kept(row.getString(1))), tenant.value(), subject);
        return new Revisions(states);
    }

    boolean isUnreadable(TenantId tenant, String subject) {
        List<Boolean> found = new ArrayList<>();
        each(UNREADABLE, row -> found.add(true), tenant.value(), subject);
        return !found.isEmpty();
    }

    List<List<IdentifierKey>> organisations(TenantId tenant, String subject) {
        Map<Integer, List<IdentifierKey>> keys = new TreeMap<>();
        each(
                ORGANISATIONS,
                row -> keys.computeIfAbsent(row.getInt(1), number -> new ArrayList<>())
                        .add(new IdentifierKey(row.getInt(2), row.getBytes(3))),
                tenant.value(),
                subject);
        return List.copyOf(keys.values());
    }

    private void each(String sql, RowReader reader, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        } catch (SQLException e) {
            LOG.warnf("History cannot be read: state=%s", e.getSQLState());
            throw new ProblemException(ProblemCode.DATABASE_UNAVAILABLE);
        }
    }
}
