// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class StaleStateTest {

    @Test
    void givesNoAnswer_whenTheStateIsOlderThanTheControllerAllows() {
        try (World world = World.withFreshness("PT2S")) {
            // Given
            world.publish(world.consented("anna@example.fi"));
            Until.holds("the fresh state answers", () -> answersWhenHeard(world));

            // When: no mark comes any more
            Until.holds(
                    "the state is too old",
                    () -> world.ask("anna@example.fi", "").statusCode() == 503);
            Response single = world.ask("anna@example.fi", "");
            Response batch = world.post(
                    world.access("marketing-tool", List.of("kysely"), "decision:read"), "/v1/decisions/batch", """
                    {"question":{"controller":"kysely","purpose":"newsletter","channel":"EMAIL"},
                     "recipients":[{"type":"EMAIL","value":"anna@example.fi"}]}
                    """);

            // Then
            assertThat(single.jsonPath().getString("code")).isEqualTo("STATE_UNAVAILABLE");
            assertThat(single.contentType()).startsWith("application/problem+json");
            assertThat(single.header("Retry-After")).isNotBlank();
            assertThat(batch.statusCode()).isEqualTo(200);
            assertThat(batch.jsonPath().getString("answers[0].decision")).isEqualTo("DENY");
            assertThat(batch.jsonPath().getString("answers[0].reason")).isEqualTo("STATE_UNAVAILABLE");
            assertThat(batch.jsonPath().getBoolean("answers[0].retry")).isTrue();

            // When: the relay is heard again, then
            Until.holds("it answers again", () -> answersWhenHeard(world));
        }
    }

    /** A mark is fresh for two seconds only, which a busy machine may take to read it. */
    private static boolean answersWhenHeard(World world) {
        world.relay().mark(1, World.nextXid());
        return world.ask("anna@example.fi", "").asString().contains("ALLOW");
    }
}
