// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.support.CatalogueJson;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class DecisionsTest {

    private static final String COARSE = "decision:read";
    private static final Set<String> MEMBERS = Set.of(
            "decision",
            "reason",
            "basis",
            "explanation",
            "language",
            "rules",
            "remedy",
            "obligations",
            "obligationDetails",
            "evidence",
            "notBefore",
            "validUntil",
            "hypothetical",
            "asOf",
            "stateRevision",
            "rulebook",
            "decisionId",
            "handle");

    private final World world = World.withCatalogue();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void allowsWithEvidence_whenConsentWasGiven() {
        // Given
        String token = world.publish(world.consented("anna@example.fi"));

        // When
        Response answer = world.ask("Anna@Example.fi", token);

        // Then
        JsonPath json = ok(answer);
        assertThat(json.getString("decision")).isEqualTo("ALLOW");
        assertThat(json.getString("reason")).isEqualTo("CONSENT_GIVEN");
        assertThat(json.getString("basis")).isEqualTo("CONSENT");
        assertThat(json.getString("explanation")).isEqualTo("Henkilö on antanut suostumuksen.");
        assertThat(json.getString("evidence.noticeVersion")).isEqualTo("1");
        assertThat(json.getInt("stateRevision")).isEqualTo(1);
        assertThat(json.getString("validUntil")).matches("\\d{4}-.*T.*\\.\\d{3}Z");
        assertThat(json.getString("decisionId")).matches("[0-9a-f]{8}-[0-9a-f]{4}-7.*");
        assertThat(json.getString("handle")).matches("[A-Za-z0-9_-]{22}");
    }

    @Test
    void answersByTheRulebookBefore_asAboutWhatWouldHaveBeen() {
        // Given
        world.publish(world.consented("anna@example.fi"));
        String body = """
                {"controller":"kysely","purpose":"newsletter","channel":"EMAIL","rulebook":"%s",
                 "recipient":{"type":"EMAIL","value":"anna@example.fi"}}
                """;
        String token = world.access("marketing-tool", List.of("kysely"), "decision:read decision:explain");

        // When
        JsonPath before = ok(world.post(token, "/v1/decisions", body.formatted("2026.11-3")));
        JsonPath now = ok(world.post(token, "/v1/decisions", body.formatted("2026.11-4")));

        // Then
        assertThat(before.getString("rulebook")).isEqualTo("2026.11-3");
        assertThat(before.getBoolean("hypothetical")).isTrue();
        assertThat(before.getString("validUntil")).isNull();
        assertThat(now.getString("rulebook")).isEqualTo("2026.11-4");
        assertThat(now.getBoolean("hypothetical")).isFalse();
    }

    @Test
    void hasEveryMember_alsoWhenThereIsNothingToSay() {
        // When
        Response answer =
                world.ask("marketing-tool", COARSE, "nobody@example.fi", world.publish(world.consented("a@b.fi")));

        // Then
        Map<String, Object> members = ok(answer).getMap("");
        assertThat(members.keySet()).isEqualTo(MEMBERS);
        assertThat(members).containsEntry("evidence", null).containsEntry("stateRevision", null);
    }

    @Test
    void deniesAtOnce_whenConsentWasWithdrawn_twentyTimesOver() {
        // Given
        StateJson state = world.consented("bertta@example.fi");
        world.publish(state);

        for (int round = 0; round < 20; round++) {
            // When: only the state itself is published, no mark vouches for it yet
            state = state.withdrawn(World.nextXid());
            world.relay().state(state);
            JsonPath withdrawn = ok(world.ask("bertta@example.fi", world.token(state.xid())));
            state = state.givenAgain(World.nextXid());
            world.relay().state(state);
            JsonPath given = ok(world.ask("bertta@example.fi", world.token(state.xid())));

            // Then
            assertThat(withdrawn.getString("reason")).isEqualTo("CONSENT_WITHDRAWN");
            assertThat(given.getString("decision")).isEqualTo("ALLOW");
        }
    }

    @Test
    void givesNoAnswer_whenWhatWasAskedForDoesNotCome() {
        // Given
        world.publish(world.consented("cecilia@example.fi"));

        // When
        Response answer = world.askOnce("cecilia@example.fi", world.token(World.nextXid() + 1_000_000));

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("STATE_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isNotBlank();
        assertThat(answer.time()).isGreaterThanOrEqualTo(900L);
    }

    @Test
    void refusesATokenOfAnotherTenant_andABrokenOne() {
        for (String token : List.of(world.foreignToken(5), "AAAA")) {
            // When
            Response answer = world.ask("dora@example.fi", token);

            // Then
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("REVISION_TOKEN_INVALID");
        }
    }

    @Test
    void deniesByTheStricter_whenTwoStatesClaimTheAddress() {
        // Given
        StateJson given = world.consented("eeva@example.fi");
        StateJson objecting = world.consented("eeva@example.fi").objecting(World.nextXid());

        // When
        JsonPath answer = ok(world.ask("eeva@example.fi", world.publish(given, objecting)));

        // Then
        assertThat(answer.getString("reason")).isEqualTo("OBJECTED_MARKETING");
    }

    @Test
    void looksTheSame_whenUnknownAndWhenNotPermitted_withoutExplain() {
        // Given
        StateJson known = world.consented("fanni@example.fi").withdrawn(World.nextXid());
        String token = world.publish(known);

        // When
        Map<String, Object> unknown = ok(world.ask("marketing-tool", COARSE, "nobody@example.fi", token))
                .getMap("");
        Map<String, Object> other = ok(world.ask("marketing-tool", COARSE, "nobody-else@example.fi", token))
                .getMap("");
        JsonPath optedOut = ok(world.ask("marketing-tool", COARSE, "fanni@example.fi", token));

        // Then
        assertThat(unknown).containsEntry("reason", "NO_PERMISSION").containsEntry("basis", null);
        for (String own : List.of("decisionId", "handle", "asOf", "validUntil")) {
            unknown.remove(own);
            other.remove(own);
        }
        assertThat(unknown).isEqualTo(other);
        assertThat(optedOut.getString("reason")).isEqualTo("OPTED_OUT");
        assertThat(optedOut.getMap("evidence")).isNull();
    }

    @Test
    void givesEachClientItsOwnHandle() {
        // Given
        String token = world.publish(world.consented("greta@example.fi"));

        // When
        String first =
                ok(world.ask("tool-a", COARSE, "greta@example.fi", token)).getString("handle");
        String again =
                ok(world.ask("tool-a", COARSE, "GRETA@example.fi", token)).getString("handle");
        String other =
                ok(world.ask("tool-b", COARSE, "greta@example.fi", token)).getString("handle");

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void deniesAProcessor_whenItsMandateDoesNotCoverThePurpose() {
        // Given
        world.relay()
                .entry(CatalogueJson.mandate(
                        world.tenant(), "mailer", World.CONTROLLER, "[\"letters\"]", World.nextXid()));
        String token = world.publish(world.consented("hanna@example.fi"));
        world.relay().mark(1, World.nextXid());

        // When
        JsonPath answer = ok(world.ask("mailer", COARSE, "hanna@example.fi", world.token(World.nextXid() - 2)));

        // Then
        assertThat(token).isNotBlank();
        assertThat(answer.getString("reason")).isEqualTo("MANDATE_OUT_OF_SCOPE");
    }

    @Test
    void answersForATimeToCome_asAHypothesis() {
        // Given
        String token = world.publish(world.consented("iida@example.fi"));
        String body = """
                {"controller":"kysely","purpose":"newsletter","channel":"EMAIL","atLeast":"%s",
                 "recipient":{"type":"EMAIL","value":"iida@example.fi"},"at":"%sT12:00:00+03:00","language":"en"}
                """.formatted(token, StateJson.day(940));

        // When
        JsonPath answer = ok(world.post(
                world.access("marketing-tool", List.of("kysely"), "decision:read decision:explain"),
                "/v1/decisions",
                body));

        // Then
        assertThat(answer.getString("reason")).isEqualTo("CONSENT_EXPIRED");
        assertThat(answer.getBoolean("hypothetical")).isTrue();
        assertThat(answer.getString("validUntil")).isNull();
        assertThat(answer.getString("language")).isEqualTo("en");
    }

    @Test
    void answersABatchInItsOrder() {
        // Given
        StateJson given = world.consented("jaana@example.fi");
        String token = world.publish(given, world.consented("kaisa@example.fi").withdrawn(World.nextXid()));
        String body = """
                {"question":{"controller":"kysely","purpose":"newsletter","channel":"EMAIL","atLeast":"%s"},
                 "recipients":[{"type":"EMAIL","value":"kaisa@example.fi","ref":"r1"},
                   {"type":"EMAIL","value":"nobody@example.fi"},{"type":"EMAIL","value":"jaana@example.fi","ref":"r3"}]}
                """.formatted(token);

        // When
        JsonPath answer =
                ok(world.post(world.access("marketing-tool", List.of("kysely"), COARSE), "/v1/decisions/batch", body));

        // Then
        assertThat(answer.getList("answers.decision")).containsExactly("DENY", "DENY", "ALLOW");
        assertThat(answer.getList("answers.reason")).containsExactly("OPTED_OUT", "NO_PERMISSION", "CONSENT_GIVEN");
        assertThat(answer.getList("answers.ref")).containsExactly("r1", null, "r3");
        assertThat(answer.<Map<String, Object>>getList("answers").get(0)).doesNotContainKey("retry");
    }

    private static JsonPath ok(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }
}
