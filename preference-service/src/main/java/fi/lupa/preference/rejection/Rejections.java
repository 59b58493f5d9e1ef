// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.rejection;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Reads rejections as the reader role, with the tenant set, which is all that row-level security lets through. */
@Singleton
final class Rejections {

    private static final Logger LOG = Logger.getLogger(Rejections.class);
    private static final String PAGE = """
            SELECT id, topic, partition, record_offset, reason, size, encode(sha256, 'hex'), recorded_at,
              CASE WHEN closes THEN COALESCE(kind || ':' || entry_id || ':' || entry_version, '*') END
            FROM ingest_rejection WHERE id > ?
            UNION ALL
            SELECT id, topic, NULL, NULL, reason, NULL, NULL, recorded_at, CASE WHEN closes THEN '*' END
            FROM unattributed_rejection WHERE id > ?
            ORDER BY 1 LIMIT ?
            """;

    private final DataSource reader;

    Rejections(DataSource reader) {
        this.reader = reader;
    }

    /** Returns the next ones after this id, oldest first. */
    List<RejectionView> page(TenantId tenant, UUID after, int limit) {
        try (Connection connection = reader.getConnection()) {
            connection.setAutoCommit(false);
            try {
                setTenant(connection, tenant);
                return read(connection, after, limit);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.warnf("Rejections cannot be read: state=%s", e.getSQLState());
            throw new ProblemException(ProblemCode.DATABASE_UNAVAILABLE);
        }
    }

    private static void setTenant(Connection connection, TenantId tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT set_config('lupa.tenant', ?, true)")) {
            statement.setString(1, tenant.value().toString());
            statement.execute();
        }
    }

    private static List<RejectionView> read(Connection connection, UUID after, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setObject(1, after);
            statement.setObject(2, after);
            statement.setInt(3, limit);
            List<RejectionView> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return rows;
        }
    }

    private static RejectionView row(ResultSet result) throws SQLException {
        return new RejectionView(
                result.getObject(1, UUID.class),
                result.getString(2),
                result.getObject(3, Integer.class),
                result.getObject(4, Long.class),
                result.getString(5),
                result.getObject(6, Integer.class),
                result.getString(7),
                result.getString(9),
                result.getTimestamp(8).toInstant());
    }
}
