// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class TenancyTest {

    @Test
    void seesNothingOfAnotherTenant_evenWithTheSameControllerKeyAndAddress() {
        try (World own = World.withCatalogue();
                World other = World.withCatalogue()) {
            // Given
            own.publish(own.consented("anna@example.fi"));
            String token = other.publish(other.consented("somebody@example.fi"));

            // When
            JsonPath answer = other.ask("anna@example.fi", token).jsonPath();

            // Then
            assertThat(answer.getString("decision")).isEqualTo("DENY");
            assertThat(answer.getString("reason")).isIn("IDENTIFIER_UNKNOWN", "NO_PERMISSION");
        }
    }

    @Test
    void seesNothingOfAnotherTenant_evenIfAStateClaimedItsIdentifierKey() {
        try (World own = World.withCatalogue();
                World other = World.withCatalogue()) {
            // Given: a forged or mistaken state of the other tenant under our key
            StateJson stolen = StateJson.given(
                    other.tenant(), own.domain(), World.CONTROLLER, own.key("anna@example.fi"), World.nextXid());
            other.publish(stolen);
            String token = own.publish(own.consented("somebody@example.fi"));

            // When
            JsonPath answer = own.ask("anna@example.fi", token).jsonPath();

            // Then
            assertThat(answer.getString("decision")).isEqualTo("DENY");
        }
    }

    @Test
    void asksNothing_whenTheControllerIsOnlyInTheToken() {
        try (World world = World.withCatalogue()) {
            // Given
            String token = world.publish(world.consented("anna@example.fi"));
            String body = """
                    {"controller":"of-another-tenant","purpose":"newsletter","channel":"EMAIL","atLeast":"%s",
                     "recipient":{"type":"EMAIL","value":"anna@example.fi"}}
                    """.formatted(token);

            // When
            JsonPath answer = world.post(
                            world.access("tool", List.of("of-another-tenant"), "decision:read"), "/v1/decisions", body)
                    .jsonPath();

            // Then
            assertThat(answer.getString("reason")).isEqualTo("PURPOSE_UNKNOWN");
        }
    }
}
