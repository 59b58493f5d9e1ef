// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.ConsentStack;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AgedRowsTest {

    private static final String TENANT = TenantId.ofKey("answers-retention").toString();

    @Inject
    AgedRows retention;

    @Test
    void removesOnlyAnswersPastTheirDay_whenItRuns() throws SQLException {
        try (Connection superuser = ConsentStack.stack().postgres().connect(ConsentStack.database());
                Statement statement = superuser.createStatement()) {
            // Given
            statement.execute("INSERT INTO idempotency SELECT '" + TENANT
                    + "', 'tool', age, '\\x00', 201, 'text/plain', null, '\\x00', null, now() - age::interval"
                    + " FROM unnest(ARRAY['25 hours', '23 hours']) AS age");

            // When
            retention.run();

            // Then
            List<String> left = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("SELECT key FROM idempotency WHERE tenant = '" + TENANT + "'")) {
                while (rows.next()) {
                    left.add(rows.getString(1));
                }
            }
            assertThat(left).containsExactly("23 hours");
        }
    }

    @Test
    void removesActsCountsAndMailsPastTheirAge_andNothingYounger() throws SQLException {
        try (Connection superuser = ConsentStack.stack().postgres().connect(ConsentStack.database());
                Statement statement = superuser.createStatement()) {
            // Given
            statement.execute("INSERT INTO identity_domain VALUES ('" + TENANT + "', '" + TENANT + "', now())");
            statement.execute("INSERT INTO subject VALUES ('" + TENANT + "', 'sub_00000000000000000000000002', '"
                    + TENANT + "', 'LIVE', null, 1, 2, '{}', 1, '3', now())");
            statement.execute("INSERT INTO act_memory SELECT '" + TENANT
                    + "', 'c', age, '\\x00', now() - age::interval FROM unnest(ARRAY['26 months', '24"
                    + " months']) AS age");
            statement.execute("INSERT INTO contact_count SELECT '" + TENANT
                    + "', 'sub_00000000000000000000000002', 'c', age, current_date - age::integer, 1 FROM"
                    + " unnest(ARRAY['33', '30']) AS age");
            statement.execute("INSERT INTO outgoing_mail SELECT '" + TENANT
                    + "', gen_random_uuid(), 'sub_00000000000000000000000002', '\\x00', status, now() -"
                    + " age::interval, now() FROM unnest(ARRAY['14 months', '12 months']) AS age,"
                    + " unnest(ARRAY['SENT', 'WAITING']) AS status");

            statement.execute("INSERT INTO rights_request VALUES ('" + TENANT + "', '" + TENANT
                    + "', 'c', '{}', 'ERASURE', 'VERIFIED', 'tool', now(), now(), now(), null, null)");
            statement.execute(
                    "INSERT INTO sealed_proof SELECT '" + TENANT + "', gen_random_uuid(), left_for, '" + TENANT + "', '"
                            + TENANT + "', '\\x00', '\\x00', now() - interval '3 years', now() + left_for::interval"
                            + " FROM unnest(ARRAY['-1 minute', '1 hour']) AS left_for");

            // When
            retention.run();

            // Then
            assertThat(texts(statement, "SELECT controller FROM sealed_proof")).containsExactly("1 hour");
            assertThat(texts(statement, "SELECT client FROM act_memory")).containsExactly("24 months");
            assertThat(texts(statement, "SELECT channel FROM contact_count")).containsExactly("30");
            assertThat(texts(
                            statement,
                            "SELECT status || (recorded_at < now() - interval '13 months')::text FROM outgoing_mail"))
                    .containsExactlyInAnyOrder("SENTfalse", "WAITINGfalse", "WAITINGtrue");
        }
    }

    private static List<String> texts(Statement statement, String select) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(select + " WHERE tenant = '" + TENANT + "'")) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
