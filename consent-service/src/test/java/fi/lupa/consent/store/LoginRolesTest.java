// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.local.infrastructure.PostgresServer;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class LoginRolesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "powerful_super  | SUPERUSER | | is a superuser",
                "powerful_bypass | BYPASSRLS | | has BYPASSRLS",
                "powerful_owner  | | CREATE TABLE powerful (id int); ALTER TABLE powerful OWNER TO powerful_owner | owns a table",
                "powerful_member | NOINHERIT | GRANT lupa_consent_owner TO powerful_member | can become the owner of a table"
            })
    void refusesTheRole_whenItCouldGetRoundRowSecurity(String role, String attributes, String grant, String finding)
            throws SQLException {
        // Given
        PostgresServer postgres = ConsentStack.stack().postgres();
        String extra = attributes == null ? "" : attributes;
        postgres.runScript(
                ConsentStack.database(),
                "CREATE ROLE " + role + " LOGIN PASSWORD 'x' " + extra + "; GRANT CONNECT ON DATABASE consent TO "
                        + role + "; " + (grant == null ? "" : grant));

        // When
        List<String> powers = powers(role, "x");

        // Then
        postgres.runScript(
                ConsentStack.database(),
                "DROP TABLE IF EXISTS powerful; DROP OWNED BY " + role + "; DROP ROLE " + role);
        assertThat(powers).contains(finding);
    }

    @ParameterizedTest
    @CsvSource({"lupa_consent_app", "lupa_consent_relay", "lupa_consent_retention"})
    void acceptsTheRolesOfTheService(String role) throws SQLException {
        // When
        List<String> powers = powers(role, role);

        // Then
        assertThat(powers).isEmpty();
    }

    @Test
    void seesThatTheMigratorCanBecomeTheOwner() throws SQLException {
        // When
        List<String> powers = powers("lupa_consent_migrator", "lupa_consent_migrator");

        // Then
        assertThat(powers).containsExactly("can become the owner of a table");
    }

    private static List<String> powers(String role, String password) throws SQLException {
        String url = ConsentStack.stack().postgres().jdbcUrl(ConsentStack.database());
        try (Connection connection = DriverManager.getConnection(url, role, password)) {
            return LoginRoles.powers(connection);
        }
    }
}
