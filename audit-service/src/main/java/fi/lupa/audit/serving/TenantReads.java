// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** The only way to the reader's tables: one transaction with the tenant set (or the name of a log), which is all that row-level security lets through. */
@Singleton
public final class TenantReads {

    private static final Logger LOG = Logger.getLogger(TenantReads.class);

    private final DataSource database;

    TenantReads(DataSource database) {
        this.database = database;
    }

    /** Asks within a transaction of its own that sees this tenant's rows and changes nothing. */
    public <T> T read(TenantId tenant, Query<T> query) {
        return read("lupa.tenant", tenant.value().toString(), query);
    }

    /**
     * Asks one question in one exchange with the database: the setting and the question go together, which PostgreSQL takes as one transaction.
     * Without the setting nothing would be seen.
     */
    public <T> T once(TenantId tenant, String sql, Parameters parameters, Answer<T> answer) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT set_config('lupa.tenant', ?, true); " + sql)) {
            statement.setString(1, tenant.value().toString());
            parameters.set(statement);
            statement.execute();
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                return answer.of(rows);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** Returns the log of that name, which is all that row-level security shows to whoever knows no tenant. */
    Optional<PublishedLog> logNamed(String name) {
        return read("lupa.log", name, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT tenant, year, name FROM log WHERE name = ?")) {
                statement.setString(1, name);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(new PublishedLog(
                                    new TenantId(row.getObject(1, UUID.class)), row.getInt(2), row.getString(3)))
                            : Optional.empty();
                }
            }
        });
    }

    private <T> T read(String setting, String value, Query<T> query) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, true)")) {
                statement.setString(1, setting);
                statement.setString(2, value);
                statement.execute();
                return query.on(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static ProblemException unavailable(SQLException e) {
        LOG.warnf("The log cannot be read: state=%s", e.getSQLState());
        return new ProblemException(ProblemCode.DATABASE_UNAVAILABLE);
    }

    /** Sets the parameters of a question; its first is number 2. */
    @FunctionalInterface
    public interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** Reads the rows of a question. */
    @FunctionalInterface
    public interface Answer<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** Something to ask within the transaction. */
    @FunctionalInterface
    public interface Query<T> {

        T on(Connection connection) throws SQLException;
    }
}
