// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class DecisionsTest {

    private final World world = World.withCatalogue();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void allows_whenConsentWasGiven() {
        // Given
        StateJson given = world.consented("anna@example.fi");
        String token = world.publish(given);

        // When
        Response answer = world.ask("Anna@Example.fi", token);

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("decision")).isEqualTo("ALLOW");
        assertThat(answer.jsonPath().getString("reason")).isEqualTo("CONSENT_GIVEN");
        assertThat(answer.jsonPath().getInt("stateRevision")).isEqualTo(1);
    }
}
