// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.id.TenantId;
import fi.lupa.preference.support.PreferenceStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Looks into the table of checks as its owner's superior, past the policies. */
final class Checks {

    private static final String RUNNING = "SELECT count(*) FROM audience_check WHERE tenant = ? AND status = 'RUNNING'";

    private Checks() {}

    static int running(TenantId tenant) {
        try (Connection connection = PreferenceStack.stack().postgres().connect("preference");
                PreparedStatement statement = connection.prepareStatement(RUNNING)) {
            statement.setObject(1, tenant.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
