// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.support.ListClient;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Relay;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class RowLevelSecurityTest {

    private static final String TENANT_TABLES =
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tenant'";

    @Inject
    DataSource reader;

    @Test
    void showsOnlyTheTenantThatIsSet_inEveryTableWithATenant() throws SQLException {
        try (World world = World.withCatalogue()) {
            // Given
            String garbageKey = world.tenant().value() + ":nobody";
            world.relay().send(Relay.STATES, 0, garbageKey, "garbage", null);
            world.suppress("own:kysely", world.key("anna@example.fi"));
            StateJson atWork = atWork(world);
            world.publish(atWork);
            world.relay().count(atWork, 1, World.nextXid(), Map.of(LocalDate.now(ZoneOffset.UTC), 1));
            Until.holds(
                    "a question is answered",
                    () -> world.ask("anna@example.fi", "").statusCode() == 200);
            try (ListClient list = ListClient.newsletter(world, ListClient.NDJSON, "")) {
                list.send("{\"value\":\"anna@example.fi\"}\n").end();
            }
            List<String> tables = texts(TENANT_TABLES, "");
            assertThat(tables)
                    .containsExactlyInAnyOrder(
                            "state_current",
                            "state_history",
                            "identifier_map",
                            "organisation_map",
                            "catalogue_entry",
                            "ingest_rejection",
                            "suppression_record",
                            "contact_count",
                            "recipient_sketch",
                            "decision_record",
                            "decision_minute",
                            "audience_check",
                            "audience_piece");
            String tenant = world.tenant().value().toString();
            Until.holds("all tables have rows", () -> tables.stream().allMatch(table -> rows(table, tenant) > 0));

            // Then
            for (String table : tables) {
                assertThat(rows(table, "")).as(table).isZero();
                assertThat(rows(table, UUID.randomUUID().toString())).as(table).isZero();
            }
        }
    }

    private static StateJson atWork(World world) {
        IdentifierKey key = world.key("anna@example.fi");
        String organisation =
                "{\"keys\":[{\"keyVersion\":%d,\"key\":\"%s\"}]}".formatted(key.version(), key.base64Url());
        return StateJson.atWork(world.tenant(), world.domain(), World.CONTROLLER, key, "WORK_NAMED", organisation);
    }

    @Test
    void beginsEveryKeyWithTheTenant_andForcesThePolicies() throws SQLException {
        // When
        List<String> open = texts("""
                SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant'
                LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisunique AND i.indkey[0] <> a.attnum
                WHERE c.relkind IN ('r', 'p') AND (i.indexrelid IS NOT NULL OR NOT c.relrowsecurity OR NOT c.relforcerowsecurity)
                """, "");

        // Then
        assertThat(open).isEmpty();
    }

    @Test
    void letsTheReaderWriteNothing() {
        assertThatThrownBy(() -> texts("DELETE FROM identifier_map RETURNING subject", ""))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    private long rows(String table, String tenant) {
        try {
            return Long.parseLong(texts("SELECT count(*) FROM " + table, tenant).get(0));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> texts(String sql, String tenant) throws SQLException {
        try (Connection connection = reader.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT set_config('lupa.tenant', '" + tenant + "', true)");
                List<String> texts = new ArrayList<>();
                try (ResultSet result = statement.executeQuery(sql)) {
                    while (result.next()) {
                        texts.add(result.getString(1));
                    }
                }
                return texts;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
