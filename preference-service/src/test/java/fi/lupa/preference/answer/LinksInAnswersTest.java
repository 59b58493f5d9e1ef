// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class LinksInAnswersTest {

    private static final String BATCH = """
            {"question":{"controller":"kysely","purpose":"newsletter","channel":"EMAIL","atLeast":"%s"},
             "recipients":[{"type":"EMAIL","value":"anna@example.fi"},{"type":"EMAIL","value":"nobody@example.fi"}]%s}
            """;

    @Test
    void carryTheHeadersOfTheMail_whereItMayBeSent() {
        try (World world = World.withCatalogue()) {
            // Given
            String token = world.publish(world.consented("anna@example.fi"));

            // When
            JsonPath allowed = world.ask("anna@example.fi", token).jsonPath();
            JsonPath denied = world.ask("nobody@example.fi", token).jsonPath();

            // Then
            assertThat(allowed.getList("obligations", String.class)).contains("LIST_UNSUBSCRIBE_HEADERS");
            Map<String, String> headers = allowed.getMap("obligationDetails.LIST_UNSUBSCRIBE_HEADERS");
            assertThat(headers.get("List-Unsubscribe"))
                    .matches("<https://consent\\.example\\.invalid/u/[A-Za-z0-9_-]{90,}>");
            assertThat(headers).containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            assertThat(denied.getMap("obligationDetails")).isEmpty();
        }
    }

    @Test
    void areLeftOutOfABatch_unlessAskedFor() {
        try (World world = World.withCatalogue()) {
            // Given
            String token = world.publish(world.consented("anna@example.fi"));
            String access = world.access("marketing-tool", List.of(World.CONTROLLER), "decision:read");

            // When
            JsonPath plain = world.post(access, "/v1/decisions/batch", BATCH.formatted(token, ""))
                    .jsonPath();
            JsonPath linked = world.post(
                            access, "/v1/decisions/batch", BATCH.formatted(token, ",\"unsubscribeLinks\":true"))
                    .jsonPath();

            // Then
            assertThat(plain.getMap("answers[0].obligationDetails")).isEmpty();
            assertThat(linked.getMap("answers[0].obligationDetails")).containsOnlyKeys("LIST_UNSUBSCRIBE_HEADERS");
            assertThat(linked.getMap("answers[1].obligationDetails")).isEmpty();
        }
    }
}
