// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.ConsentStack;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What other tests look for in vain would be found if it were there. */
@QuarkusTest
class StoredTest {

    @Test
    void findsWhatIsStoredInClear_asTextOrAsBytes_inATableNobodyListed() throws Exception {
        // Given
        String word = "sana-" + UUID.randomUUID();
        String bytes = "tavut-" + UUID.randomUUID();
        String nested = "rakenne-" + UUID.randomUUID();
        try (Connection connection = ConsentStack.stack().postgres().connect(ConsentStack.database());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE planted AS SELECT 'a %s b'::text AS word, convert_to('{\"a\":\"%s\"}', 'UTF8') AS bytes,"
                                    .formatted(word, bytes)
                            + " jsonb_build_object('a', '%s') AS body".formatted(nested));
            try {
                // When, Then
                assertThat(Stored.found("nowhere-" + UUID.randomUUID(), word, bytes, nested))
                        .containsExactly(word, bytes, nested);
            } finally {
                statement.execute("DROP TABLE planted");
            }
        }
    }
}
