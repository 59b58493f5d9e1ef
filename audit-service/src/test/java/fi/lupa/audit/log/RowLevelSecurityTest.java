// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.Facts;
import fi.lupa.audit.leaf.Feed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asks the catalogue and then every table with a tenant column, as the role that serves. */
class RowLevelSecurityTest {

    private static LogKit kit;

    @BeforeAll
    static void logSomething() throws SQLException {
        kit = LogKit.withTopics();
        kit.send(Feed.FACTS, Facts.consentGiven(1, Facts.subject(1), 1));
        kit.ingestUntil("SELECT coalesce(sum(offsets), 0) FROM ingest", 1);
        kit.send(Feed.FACTS, Facts.consentGiven(2, Facts.subject(1), 2).withValue("garbage"));
        kit.ingestUntil("SELECT coalesce(sum(offsets), 0) FROM ingest", 2);
    }

    @AfterAll
    static void close() {
        kit.close();
    }

    @Test
    void isForcedOnEveryTableWithTenants_whenTheCatalogueIsAsked() {
        // When
        List<String> unprotected = kit.column("SELECT c.table_name FROM information_schema.columns AS c"
                + " JOIN pg_class AS t ON t.oid = format('%I.%I', c.table_schema, c.table_name)::regclass"
                + " WHERE c.table_schema = 'public' AND c.column_name = 'tenant' AND t.relkind <> 'v'"
                + " AND NOT (t.relrowsecurity AND t.relforcerowsecurity)");

        // Then
        assertThat(unprotected).isEmpty();
        assertThat(tablesWithTenants())
                .contains(
                        "log",
                        "entry",
                        "event_seen",
                        "subject_entry",
                        "head",
                        "ingest_rejection",
                        "tile",
                        "checkpoint");
    }

    @Test
    void beginsWithTheTenant_whenAnyKeyOfATableWithTenantsIsLookedAt() {
        // When
        List<String> others = kit.column("SELECT k.conrelid::regclass || ' ' || k.conname FROM pg_constraint AS k"
                + " JOIN pg_attribute AS t ON t.attrelid = k.conrelid AND t.attname = 'tenant'"
                + " WHERE k.connamespace = 'public'::regnamespace AND k.contype IN ('p', 'u', 'f')"
                + " AND k.conkey[1] <> t.attnum");

        // Then
        assertThat(others).isEmpty();
    }

    @Test
    void showsNoRow_whenNoTenantOrAnotherOneIsSet() throws SQLException {
        for (String table : tablesWithTenants()) {
            assertThat(rowsForReader(table, "")).as("%s without tenant", table).isZero();
            assertThat(rowsForReader(table, "99999999-2222-5333-8444-555555555555"))
                    .as("%s for another tenant", table)
                    .isZero();
        }
    }

    @Test
    void showsTheTenantsRows_whenItIsSet() throws SQLException {
        for (String table : List.of("log", "entry", "subject_entry", "head", "ingest_rejection")) {
            assertThat(rowsForReader(table, Facts.TENANT.toString())).as(table).isPositive();
        }
    }

    private static List<String> tablesWithTenants() {
        return kit.column("SELECT table_name FROM information_schema.columns"
                + " WHERE table_schema = 'public' AND column_name = 'tenant' ORDER BY 1");
    }

    /** Rows that the reader sees; none if it may not look at all. */
    private static long rowsForReader(String table, String tenant) throws SQLException {
        try (Connection connection = kit.as("lupa_audit_reader").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('lupa.tenant', '" + tenant + "', false)");
            try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
                row.next();
                return row.getLong(1);
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("42501");
                return 0;
            }
        }
    }
}
