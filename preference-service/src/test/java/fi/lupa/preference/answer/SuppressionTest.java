// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Relay;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands on a suppression list is told no, whichever came first, the list or the person. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class SuppressionTest {

    private static final String ANNA = "anna@example.fi";

    private final World world = World.withCatalogue();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "own,true,SUPPRESSED_INTERNAL",
        "own,false,SUPPRESSED_INTERNAL",
        "erased,true,ERASED",
        "erased,false,ERASED",
        "another,false,CONSENT_GIVEN"
    })
    void stopsWhoIsListed_inBothOrdersOfArrival(String list, boolean listFirst, String expected) {
        // Given
        StateJson person = world.consented(ANNA);
        String name =
                switch (list) {
                    case "own" -> "own:" + World.CONTROLLER;
                    case "erased" -> "erased:" + world.domain();
                    default -> "own:another";
                };

        // When
        if (listFirst) {
            world.suppress(name, world.key(ANNA));
            world.publish(person);
        } else {
            assertThat(reason(world.publish(person))).isEqualTo("CONSENT_GIVEN");
            world.suppress(name, world.key(ANNA));
        }

        // Then
        assertThat(reason(sync())).isEqualTo(expected);
    }

    @Test
    void stopsAnAddressNobodyHasRecorded() {
        // Given
        world.suppress("own:" + World.CONTROLLER, world.key("somebody@example.fi"));
        String token = sync();

        // Then
        assertThat(world.ask("somebody@example.fi", token).jsonPath().getString("reason"))
                .isEqualTo("SUPPRESSED_INTERNAL");
    }

    @Test
    void closesTheAnswersOfABlock_untilItCanBeReadAgain() {
        // Given
        world.publish(world.consented(ANNA));
        String block = world.suppress("own:" + World.CONTROLLER, world.key(ANNA));
        world.relay().send(Relay.SUPPRESSIONS, null, block, "{not json", "fi.lupa.suppression-block.v1");

        // Then
        assertThat(reason(sync())).isEqualTo("STATE_UNAVAILABLE");

        // When
        world.suppress("own:" + World.CONTROLLER, world.key(ANNA));

        // Then
        assertThat(reason(sync())).isEqualTo("SUPPRESSED_INTERNAL");
    }

    /** Returns the token of something that is written after all that was published. */
    private String sync() {
        long xid = World.nextXid();
        world.relay().mark(1, World.nextXid());
        return world.token(xid);
    }

    private String reason(String atLeast) {
        JsonPath answer = world.ask(ANNA, atLeast).jsonPath();
        return answer.getString("reason");
    }
}
