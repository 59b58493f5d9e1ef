// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** The only way to the reader's tables: one transaction with the tenant set, which is all that row-level security lets through. */
@Singleton
final class TenantReads {

    private static final Logger LOG = Logger.getLogger(TenantReads.class);

    private final DataSource database;

    TenantReads(DataSource database) {
        this.database = database;
    }

    <T> T read(TenantId tenant, Query<T> query) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT set_config('lupa.tenant', ?, true)")) {
                statement.setString(1, tenant.value().toString());
                statement.execute();
                return query.on(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.warnf("The log cannot be read: state=%s", e.getSQLState());
            throw new ProblemException(ProblemCode.DATABASE_UNAVAILABLE);
        }
    }

    /** Something to ask within the transaction. */
    @FunctionalInterface
    interface Query<T> {

        T on(Connection connection) throws SQLException;
    }
}
