// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.audit.log.LogKit;
import io.quarkus.runtime.StartupEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseGuardTest {

    private static LogKit kit;

    @BeforeAll
    static void open() {
        kit = LogKit.withDatabase();
    }

    @AfterAll
    static void close() {
        kit.close();
    }

    @Test
    void starts_whenRolesAndSettingsAreAsTheyShouldBe() throws SQLException {
        new DatabaseGuard(kit.as("lupa_audit_reader"), kit.writer()).check(new StartupEvent());
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, is superuser",
        "postgres, passes row-level security",
        "lupa_audit_migrator, may become the owner",
        "postgres, may become the owner"
    })
    void refusesToStart_whenARoleMayTooMuch(String role, String finding) {
        // Given
        DatabaseGuard guard = new DatabaseGuard(kit.as("lupa_audit_reader"), kit.as(role));

        // When, Then
        assertThatThrownBy(() -> guard.check(new StartupEvent()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("role " + role + " " + finding);
    }

    @Test
    void refusesToStart_whenARoleOwnsATable() throws SQLException {
        try (Connection connection = kit.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            // Given
            connection.setAutoCommit(false);
            statement.execute("CREATE TABLE owned_by_the_writer ()");
            statement.execute("ALTER TABLE owned_by_the_writer OWNER TO lupa_audit_writer");
            statement.execute("SET ROLE lupa_audit_writer");

            // When, Then
            assertThat(DatabaseGuard.powers(connection)).containsExactly("role lupa_audit_writer owns a table");
            connection.rollback();
        }
    }

    @ParameterizedTest
    @CsvSource({"fsync, off", "full_page_writes, off", "synchronous_commit, off", "synchronous_commit, local"})
    void isUnsafe_whenASettingMayForgetACommit(String name, String value) {
        // Given
        Map<String, String> settings =
                new HashMap<>(Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on"));
        assertThat(Durability.unsafe(settings)).isEmpty();

        // When
        settings.put(name, value);

        // Then
        assertThat(Durability.unsafe(settings)).containsExactly(name + " is " + value);
    }

    @Test
    void readsTheSettingsOfItsOwnSession_whenTheyDifferFromTheServers() throws SQLException {
        try (Connection connection = kit.writer().getConnection();
                Statement statement = connection.createStatement()) {
            // Given
            statement.execute("SET synchronous_commit = off");

            // When
            Map<String, String> settings = DatabaseGuard.settings(connection);

            // Then
            assertThat(Durability.unsafe(settings)).containsExactly("synchronous_commit is off");
        }
    }
}
