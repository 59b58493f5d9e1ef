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
class StoredAnswersRetentionTest {

    private static final String TENANT = TenantId.ofKey("answers-retention").toString();

    @Inject
    StoredAnswersRetention retention;

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
}
