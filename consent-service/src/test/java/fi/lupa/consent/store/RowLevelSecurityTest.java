// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** M10, for every table with a tenant column that the database knows of, whoever added it. */
@QuarkusTest
class RowLevelSecurityTest {

    private static final String TENANT = TenantId.ofKey("row-security").toString();
    private static final String OTHER = TenantId.ofKey("row-security-other").toString();
    private static final String TABLES = """
            SELECT c.table_name FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = 'public' AND c.column_name = 'tenant' AND t.table_type = 'BASE TABLE'
            ORDER BY 1""";

    @BeforeAll
    static void seed() throws SQLException {
        try (Connection superuser = superuser();
                Statement statement = superuser.createStatement()) {
            for (String row : SeedRows.of(TENANT)) {
                statement.execute(row);
            }
        }
    }

    @Test
    void hasARowOfTheTenantInEveryTable_soThatTheOtherTestsSaySomething() throws SQLException {
        // When
        List<String> empty = new ArrayList<>();
        try (Connection superuser = superuser()) {
            for (String table : tables(superuser)) {
                if (count(superuser, "SELECT count(*) FROM " + table + " WHERE tenant = '" + TENANT + "'") == 0) {
                    empty.add(table);
                }
            }
        }

        // Then
        assertThat(empty).isEmpty();
    }

    @Test
    void showsTheTenantsRowsAndNoOthers_whenTheTenantIsSet() throws SQLException {
        // When
        List<String> wrong = new ArrayList<>();
        try (Connection app = app(TENANT)) {
            for (String table : tables(app)) {
                long own = count(app, "SELECT count(*) FROM " + table);
                long others = count(app, "SELECT count(*) FROM " + table + " WHERE tenant <> '" + TENANT + "'");
                if (own == 0 || others > 0) {
                    wrong.add(table);
                }
            }
        }

        // Then
        assertThat(wrong).isEmpty();
    }

    @Test
    void showsNothing_whenNoTenantIsSet() throws SQLException {
        try (Connection app = app("")) {
            // When
            List<String> seen = tablesWithRows(app);

            // Then
            assertThat(seen).isEmpty();
        }
    }

    @Test
    void showsNothing_whenAnotherTenantIsSet() throws SQLException {
        try (Connection app = app(OTHER)) {
            // When
            List<String> seen = tablesWithRows(app);

            // Then
            assertThat(seen).isEmpty();
        }
    }

    @Test
    void refusesARowOfAnotherTenant_inEveryTable() throws SQLException {
        // When
        List<String> accepted = new ArrayList<>();
        try (Connection superuser = superuser();
                Connection app = app(OTHER)) {
            for (String table : tables(superuser)) {
                String row = row(superuser, table);
                SQLException refusal = catchThrowableOfType(SQLException.class, () -> copy(app, table, row));
                if (refusal == null || !String.valueOf(refusal.getMessage()).contains("row-level security")) {
                    accepted.add(table + ": " + refusal);
                }
            }
        }

        // Then
        assertThat(accepted).isEmpty();
    }

    @Test
    void forcesRowSecurity_onEveryTable() throws SQLException {
        // When
        List<String> open = list("""
                SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant'
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                  AND NOT (c.relrowsecurity AND c.relforcerowsecurity)""");

        // Then
        assertThat(open).isEmpty();
    }

    @Test
    void beginsEveryKeyWithTheTenant() throws SQLException {
        // When
        List<String> constraints = list("""
                SELECT k.conname FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = 'tenant'
                LEFT JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attname = 'tenant'
                WHERE k.connamespace = 'public'::regnamespace AND k.contype IN ('p', 'u', 'f')
                  AND (k.conkey[1] <> a.attnum OR (k.contype = 'f' AND k.confkey[1] IS DISTINCT FROM f.attnum))""");
        List<String> indexes = list("""
                SELECT i.indexrelid::regclass::text FROM pg_index i
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = 'tenant'
                JOIN pg_class c ON c.oid = i.indrelid
                WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique AND i.indkey[0] <> a.attnum""");

        // Then
        assertThat(constraints).isEmpty();
        assertThat(indexes).isEmpty();
    }

    @Test
    void letsTheApplicationChangeOrDeleteNoFact() throws SQLException {
        // When
        List<String> may = list("""
                SELECT t || ' ' || p FROM unnest(ARRAY['journal', 'consent_record']) AS t,
                  unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS p
                WHERE has_table_privilege('lupa_consent_app', t, p)
                  OR (p = 'UPDATE' AND has_any_column_privilege('lupa_consent_app', t, p))""");

        // Then
        assertThat(may).isEmpty();
    }

    @Test
    void givesLoginRolesNothingToOwn() throws SQLException {
        // When
        List<String> owned = list("""
                SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
                WHERE c.relnamespace = 'public'::regnamespace AND r.rolcanlogin""");

        // Then
        assertThat(owned).isEmpty();
    }

    @Test
    void showsTheRetentionRoleOnlyAnswersPastTheirDay() throws SQLException {
        try (Connection retention = login("lupa_consent_retention")) {
            // When
            long young = count(
                    retention, "SELECT count(*) FROM idempotency WHERE recorded_at > now() - interval '24 hours'");
            long old = count(retention, "SELECT count(*) FROM idempotency WHERE tenant = '" + TENANT + "'");

            // Then
            assertThat(young).isZero();
            assertThat(old).isEqualTo(1);
        }
    }

    private static List<String> tablesWithRows(Connection connection) throws SQLException {
        List<String> seen = new ArrayList<>();
        for (String table : tables(connection)) {
            if (count(connection, "SELECT count(*) FROM " + table) > 0) {
                seen.add(table);
            }
        }
        return seen;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        return list(connection, TABLES);
    }

    private static String row(Connection superuser, String table) throws SQLException {
        return list(superuser, "SELECT to_jsonb(t)::text FROM " + table + " t WHERE tenant = '" + TENANT + "' LIMIT 1")
                .get(0);
    }

    private static void copy(Connection app, String table, String row) throws SQLException {
        String sql = "INSERT INTO " + table + " OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_record(null::"
                + table + ", ?::jsonb)";
        try (PreparedStatement insert = app.prepareStatement(sql)) {
            insert.setString(1, row);
            insert.executeUpdate();
        }
    }

    private static List<String> list(String sql) throws SQLException {
        try (Connection superuser = superuser()) {
            return list(superuser, sql);
        }
    }

    private static List<String> list(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        return Long.parseLong(list(connection, sql).get(0));
    }

    private static Connection superuser() throws SQLException {
        return ConsentStack.stack().postgres().connect(ConsentStack.database());
    }

    private static Connection app(String tenant) throws SQLException {
        Connection connection = login("lupa_consent_app");
        try (PreparedStatement set = connection.prepareStatement("SELECT set_config('lupa.tenant', ?, false)")) {
            set.setString(1, tenant);
            set.execute();
        }
        return connection;
    }

    private static Connection login(String role) throws SQLException {
        return DriverManager.getConnection(
                ConsentStack.stack().postgres().jdbcUrl(ConsentStack.database()), role, role);
    }
}
