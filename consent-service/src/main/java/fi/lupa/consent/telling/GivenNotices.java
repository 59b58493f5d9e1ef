// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Under which notices a subject has ever said yes to what it says no to now, on the connection of the active transaction. */
@ApplicationScoped
class GivenNotices {

    private static final String GIVEN = """
            SELECT DISTINCT body #>> '{consent,notice,id}' AS id, body #>> '{consent,notice,version}' AS version FROM consent_record
            WHERE tenant = ? AND subject = ? AND controller = ? AND state = 'GIVEN' AND (?::text IS NULL OR purpose = ?)
              AND body #>> '{consent,notice,id}' IS NOT NULL""";

    private final DataSource database;

    GivenNotices(DataSource database) {
        this.database = database;
    }

    /** One version of a notice. */
    record Given(String id, String version) {}

    List<Given> of(TenantId tenant, Cause cause) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(GIVEN)) {
            select.setObject(1, tenant.value());
            select.setString(2, cause.subject().value());
            select.setString(3, cause.controller());
            select.setString(4, cause.purpose());
            select.setString(5, cause.purpose());
            List<Given> given = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    given.add(new Given(row.getString("id"), row.getString("version")));
                }
            }
            return given;
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
