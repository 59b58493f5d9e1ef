// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.platform.problem.StackText;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Brings the schema to its version as soon as PostgreSQL is there, and refuses to go on with a login role that row-level
 * security would not hold.
 */
@ApplicationScoped
class Migration {

    private static final Logger LOG = Logger.getLogger(Migration.class);
    private static final String DONE = "DONE";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String MAY_TOO_MUCH = """
            SELECT r.rolsuper OR r.rolbypassrls OR pg_has_role(r.oid, 'lupa_preference_owner', 'MEMBER')
              OR EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid)
            FROM pg_roles r WHERE r.rolname = current_user
            """;

    private final Flyway flyway;
    private final StopSignal stop;
    private final List<javax.sql.DataSource> logins;
    private volatile String status = "WAITING_FOR_DATABASE";

    Migration(
            Flyway flyway,
            javax.sql.DataSource reader,
            @DataSource("writer") javax.sql.DataSource writer,
            StopSignal stop) {
        this.flyway = flyway;
        this.stop = stop;
        this.logins = List.of(reader, writer);
    }

    /** A word for health checks. */
    String status() {
        return status;
    }

    /** Tries until the schema is there; throws if a login role may do what it must not. */
    synchronized void migrate() {
        while (!status.equals(DONE) && !stop.isRaised() && !tryToMigrate()) {
            stop.pause(PAUSE);
        }
    }

    private boolean tryToMigrate() {
        try {
            flyway.migrate();
            for (javax.sql.DataSource login : logins) {
                refuseTooMuch(login);
            }
            status = DONE;
            return true;
        } catch (FlywayException | SQLException e) {
            LOG.warnf("The schema is not there yet: %s", StackText.of(e));
            return false;
        }
    }

    private void refuseTooMuch(javax.sql.DataSource login) throws SQLException {
        try (Connection connection = login.getConnection();
                PreparedStatement statement = connection.prepareStatement(MAY_TOO_MUCH);
                ResultSet result = statement.executeQuery()) {
            if (!result.next() || result.getBoolean(1)) {
                status = "LOGIN_ROLE_MAY_TOO_MUCH";
                throw new IllegalStateException(
                        "Refused to go on: a database login owns tables, is superuser, or can become the owner.");
            }
        }
    }
}
