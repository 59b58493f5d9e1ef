// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fi.lupa.audit.Facts;
import fi.lupa.audit.leaf.Feed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may change what is logged: nobody, as far as PostgreSQL can see to it. */
class ImmutabilityTest {

    private static final String NO_PRIVILEGE = "42501";
    private static final String APPEND_ONLY = "23001";

    private static LogKit kit;

    @BeforeAll
    static void logSomething() throws SQLException {
        kit = LogKit.withTopics();
        kit.send(Feed.FACTS, Facts.consentGiven(1, Facts.subject(1), 1));
        kit.send(Feed.FACTS, Facts.consentGiven(2, Facts.subject(1), 2).withValue("garbage"));
        kit.ingestUntil("SELECT coalesce(sum(offsets), 0) FROM ingest", 2);
    }

    @AfterAll
    static void close() {
        kit.close();
    }

    static List<String> tables() {
        return kit.column("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                + " AND relkind IN ('r', 'p') AND relname <> 'flyway_schema_history' ORDER BY 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UPDATE %s SET tenant = tenant", "DELETE FROM %s", "TRUNCATE %s CASCADE", "DROP TABLE %s CASCADE"
            })
    void isRefused_whenTheWriterOrTheReaderChangesAnything(String change) {
        for (String table : tables()) {
            String sql = change.formatted(table);
            String statement = table.equals("ingest") ? sql.replace("tenant", "number") : sql;

            assertThat(refusal("lupa_audit_writer", statement)).as(statement).isEqualTo(NO_PRIVILEGE);
            assertThat(refusal("lupa_audit_reader", statement)).as(statement).isEqualTo(NO_PRIVILEGE);
        }
    }

    @ParameterizedTest
    @CsvSource({"origin", "replica"})
    void isRefused_whenASuperuserChangesRows(String replicationRole) {
        for (String table : tables()) {
            boolean empty = kit.number("SELECT count(*) FROM " + table) == 0;
            String column = table.equals("ingest") ? "number" : "tenant";
            String role = "SET session_replication_role = " + replicationRole;
            for (String statement : List.of(
                    "UPDATE " + table + " SET " + column + " = " + column,
                    "DELETE FROM " + table,
                    "TRUNCATE " + table + " CASCADE")) {
                // When
                String refusal = refusal("postgres", role, statement);

                // Then
                boolean nothingToRefuse = empty && !statement.startsWith("TRUNCATE");
                assertThat(refusal).as(statement).isEqualTo(nothingToRefuse ? "none" : APPEND_ONLY);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE entry CASCADE",
                "ALTER TABLE entry DROP COLUMN leaf CASCADE",
                "ALTER TABLE entry DISABLE TRIGGER append_only_rows",
                "ALTER TABLE entry_0 DISABLE TRIGGER ALL",
                "ALTER TABLE entry ENABLE TRIGGER append_only_rows",
                "DROP TRIGGER append_only_table ON head"
            })
    void isRefused_whenTheProtectionItselfIsTakenAway(String statement) {
        assertThat(refusal("postgres", statement)).as("superuser").isEqualTo(APPEND_ONLY);
        assertThat(refusal("postgres", "SET session_replication_role = replica", statement))
                .as("superuser as replica")
                .isEqualTo(APPEND_ONLY);
        assertThat(refusal("lupa_audit_migrator", "SET ROLE lupa_audit_owner", statement))
                .as("owner")
                .isIn(APPEND_ONLY, NO_PRIVILEGE);
    }

    @Test
    void areAllEnabledAlways_whenTheTriggersOfAllTablesAreListed() {
        // When
        List<String> others =
                kit.column("SELECT c.relname FROM pg_class AS c WHERE c.relnamespace = 'public'::regnamespace"
                        + " AND c.relkind IN ('r', 'p') AND c.relname <> 'flyway_schema_history' AND 2 <>"
                        + " (SELECT count(*) FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND t.tgname LIKE 'append_only%'"
                        + " AND t.tgenabled = 'A')");

        // Then
        assertThat(others).isEmpty();
    }

    @Test
    void isRefused_whenTheWriterAppendsALineWithAnotherHash() {
        // Given
        String forged =
                "INSERT INTO entry SELECT tenant, year, 1000, leaf, sha256('x'), event_id, kind, subject, controller,"
                        + " purpose, concerns, at, recorded_at, logged_at FROM entry WHERE idx = 0";

        // When
        String refusal = refusal("lupa_audit_writer", forged);

        // Then
        assertThat(refusal).isEqualTo("23514");
    }

    /** Runs the statements in a transaction that is rolled back; returns the state of the refusal. */
    private static String refusal(String role, String... statements) {
        SQLException refusal = catchThrowableOfType(SQLException.class, () -> {
            try (Connection connection = kit.as(role).getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (String sql : statements) {
                    statement.execute(sql);
                }
                connection.rollback();
            }
        });
        return refusal == null ? "none" : refusal.getSQLState();
    }
}
