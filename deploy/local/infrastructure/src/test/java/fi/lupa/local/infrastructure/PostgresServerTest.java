// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.local.infrastructure.PostgresServer.StopMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostgresServerTest {

    @TempDir
    static Path dir;

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start(dir.resolve("postgres"), 0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(StopMode.class)
    void keepsCommittedRows_whenStoppedInAnyWayAndStartedAgain(StopMode mode) throws SQLException {
        // Given
        server.runScript("postgres", "CREATE TABLE kept_" + mode + " AS SELECT 42 AS answer");
        int port = server.port();
        List<Long> before = server.pids();

        // When
        server.stop(mode);
        List<Long> stopped = running(before);
        server.restart();

        // Then
        assertThat(before).hasSizeGreaterThan(3);
        assertThat(stopped).isEmpty();
        assertThat(server.port()).isEqualTo(port);
        assertThat(ask("SELECT answer FROM kept_" + mode)).isEqualTo("42");
    }

    @Test
    void doesNotAnswer_whilePaused() {
        // Given
        boolean before = server.answers();

        // When
        server.pause();
        boolean paused = server.answers();
        server.resume();
        server.awaitReady(Duration.ofSeconds(60));

        // Then
        assertThat(before).isTrue();
        assertThat(paused).isFalse();
        assertThat(server.answers()).isTrue();
    }

    @Test
    void makesRolesAndDatabases_whenAScriptSaysSo() throws SQLException {
        // Given
        String script = """
                -- a comment; with a semicolon
                CREATE ROLE lupa_try LOGIN PASSWORD 'made-up';
                CREATE DATABASE try_database OWNER lupa_try;
                DO $$ BEGIN PERFORM 1; PERFORM 2; END $$;
                """;

        // When
        server.runScript("postgres", script);

        // Then
        try (Connection connection =
                DriverManager.getConnection(server.jdbcUrl("try_database"), "lupa_try", "made-up")) {
            assertThat(connection.isValid(30)).isTrue();
        }
    }

    @Test
    void refusesTheSuperuser_whenThePasswordIsWrong() {
        // When
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "wrong"))
                // Then
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void isSetUpForDurability_whenStarted() throws SQLException {
        // Then
        assertThat(ask("SHOW fsync")).isEqualTo("on");
        assertThat(ask("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(ask("SHOW max_connections")).isEqualTo("200");
        assertThat(ask("SHOW max_locks_per_transaction")).isEqualTo("256");
        assertThat(ask("SHOW log_parameter_max_length_on_error")).isEqualTo("0");
        assertThat(ask("SHOW log_error_verbosity")).isEqualTo("terse");
        assertThat(ask("SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"))
                .isEqualTo("0");
    }

    private static List<Long> running(List<Long> pids) {
        return pids.stream()
                .filter(pid -> ProcessHandle.of(pid).filter(Signal::runs).isPresent())
                .toList();
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
