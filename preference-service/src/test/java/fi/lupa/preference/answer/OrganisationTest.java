// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierType;
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

/** An organisation says no once, for everybody behind its domain or its business id. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class OrganisationTest {

    private static final String STATE = "fi.lupa.permission-state.v1";
    private static final String INFO = "info@yritys.example.fi";

    private final World world = World.withCatalogue();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL_DOMAIN,yritys.example.fi,true",
        "EMAIL_DOMAIN,yritys.example.fi,false",
        "BUSINESS_ID,0737546-2,true",
        "BUSINESS_ID,0737546-2,false"
    })
    void stopsItsOtherAddresses_inBothOrdersOfArrival(IdentifierType type, String value, boolean objectionFirst) {
        // Given
        IdentifierKey organisation = world.key(type, value);
        StateJson address = roleAddress(type == IdentifierType.BUSINESS_ID ? named(organisation) : "null");
        StateJson objecting = silent(organisation).objecting("ORGANISATION", World.nextXid());

        // When
        if (objectionFirst) {
            publish(objecting, type);
            world.publish(address);
        } else {
            assertThat(answer(world.publish(address))).isEqualTo("ALLOW LEGAL_PERSON_NOT_OPTED_OUT");
            publish(objecting, type);
        }

        // Then
        assertThat(answer(world.token(Math.max(objecting.xid(), address.xid()))))
                .isEqualTo("DENY LEGAL_PERSON_OPTED_OUT");
    }

    @Test
    void stopsItsAddress_whenNobodyKnowsAnyMoreWhoseItIs() {
        // Given
        StateJson objecting = silent(world.key(IdentifierType.EMAIL_DOMAIN, "yritys.example.fi"))
                .objecting("ORGANISATION", World.nextXid());
        publish(objecting, IdentifierType.EMAIL_DOMAIN);

        // When
        StateJson merged =
                StateJson.atWork(world.tenant(), world.domain(), World.CONTROLLER, world.key(INFO), "UNKNOWN", "null");

        // Then
        assertThat(answer(world.publish(merged))).isEqualTo("DENY LEGAL_PERSON_OPTED_OUT");
    }

    @Test
    void closesTheAnswer_whenWhatTheOrganisationSaidLastCannotBeRead() {
        // Given
        StateJson domain = silent(world.key(IdentifierType.EMAIL_DOMAIN, "yritys.example.fi"));
        publish(domain, IdentifierType.EMAIL_DOMAIN);
        assertThat(answer(world.publish(roleAddress("null")))).isEqualTo("ALLOW LEGAL_PERSON_NOT_OPTED_OUT");

        // When
        world.relay().send(Relay.STATES, null, domain.key(), "{\"status\":\"WHO KNOWS\"}", STATE);
        world.relay().mark(1, World.nextXid());

        // Then
        assertThat(answer(world.token(World.nextXid() - 2))).isEqualTo("DENY STATE_UNAVAILABLE");
    }

    private StateJson roleAddress(String organisation) {
        return StateJson.atWork(
                world.tenant(), world.domain(), World.CONTROLLER, world.key(INFO), "ROLE_ADDRESS", organisation);
    }

    private StateJson silent(IdentifierKey organisation) {
        return StateJson.atWork(world.tenant(), world.domain(), World.CONTROLLER, organisation, "ROLE_ADDRESS", "null");
    }

    private static String named(IdentifierKey organisation) {
        return "{\"keys\":[{\"keyVersion\":%d,\"key\":\"%s\"}]}"
                .formatted(organisation.version(), organisation.base64Url());
    }

    private void publish(StateJson organisation, IdentifierType type) {
        String json = organisation.json().replace("\"type\":\"EMAIL\"", "\"type\":\"" + type + "\"");
        world.relay().send(Relay.STATES, null, organisation.key(), json, STATE);
        world.relay().mark(1, World.nextXid());
    }

    private String answer(String atLeast) {
        JsonPath answer = world.ask(INFO, atLeast).jsonPath();
        return answer.getString("decision") + " " + answer.getString("reason");
    }
}
