// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Someone with all rights who takes every protection away, does something, and puts the protections back. */
public final class Superuser {

    private static final String OFF = """
            ALTER EVENT TRIGGER lupa_audit_refuse_disabled_trigger DISABLE;
            ALTER TABLE %1$s DISABLE TRIGGER append_only_rows;
            SET session_replication_role = replica;""";
    private static final String ON = """
            SET session_replication_role = origin;
            ALTER TABLE %1$s ENABLE ALWAYS TRIGGER append_only_rows;
            ALTER EVENT TRIGGER lupa_audit_refuse_disabled_trigger ENABLE ALWAYS;""";

    private Superuser() {}

    public static int tampers(DataSource superuser, String table, String sql) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(OFF.formatted(table));
            int changed = statement.executeUpdate(sql);
            statement.execute(ON.formatted(table));
            return changed;
        }
    }
}
