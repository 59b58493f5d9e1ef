// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** Opens the relay's own connections; they are few, live long and carry session settings, so they come from no pool. */
public record RelayDatabase(String url, String user, String password) {

    /** Opens a connection in auto-commit mode; {@code name} shows in {@code pg_stat_activity}. */
    public Connection open(String name) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", name);
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("stringtype", "unspecified");
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("not a PostgreSQL URL");
        }
        return connection;
    }

    @Override
    public String toString() {
        return "RelayDatabase[" + user + "]";
    }
}
