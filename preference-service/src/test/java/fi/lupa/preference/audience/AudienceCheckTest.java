// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.key.Digests;
import fi.lupa.preference.support.ListClient;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class AudienceCheckTest {

    private static final String CSV = "text/csv";
    private static final String COARSE = "decision:read";

    private final World world = World.withFreshness("PT1H");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void answersEachLineInItsPlace_andEndsWithTheReceipt() {
        // Given
        know("anna@example.fi");
        String list = """
                {"value":"Anna@Example.fi","ref":"1"}
                {"sha256":"%s","ref":"2"}
                {"value":"nobody@example.fi"}
                {"value":"not an address","ref":"4"}
                {"value":"anna@example.fi","surname":"x"}
                {"value":"anna@example.fi","ref":"131052-308T"}

                nonsense
                """.formatted(sha256("anna@example.fi"));

        // When
        ListClient.Answer answer = check(ListClient.NDJSON, list);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("content-type")).startsWith(ListClient.NDJSON);
        assertThat(answer.lines()).hasSize(8);
        assertThat(answer.json(0).getMap("")).containsEntry("ref", "1").containsEntry("decision", "ALLOW");
        assertThat(answer.json(0).getString("reason")).isEqualTo("CONSENT_GIVEN");
        assertThat(answer.json(1).getString("decision")).isEqualTo("ALLOW");
        assertThat(answer.json(1).getString("handle")).isEqualTo(answer.json(0).getString("handle"));
        assertThat(answer.json(2).getMap(""))
                .containsOnlyKeys("ref", "handle", "decision", "reason", "notBefore")
                .containsEntry("decision", "DENY")
                .containsEntry("reason", "NO_PERMISSION");
        assertThat(answer.lines().get(3))
                .isEqualTo("{\"line\":4,\"ref\":\"4\",\"error\":\"IDENTIFIER_INVALID\",\"reason\":\"INVALID\"}");
        assertThat(answer.json(4).getString("error")).isEqualTo("UNKNOWN_MEMBER");
        assertThat(answer.json(5).getMap(""))
                .containsEntry("error", "IDENTIFIER_NOT_ACCEPTED")
                .containsEntry("ref", null);
        assertThat(answer.json(6).getString("error")).isEqualTo("MALFORMED_JSON");
        receiptSays(answer, list);
    }

    private void receiptSays(ListClient.Answer answer, String list) {
        JsonPath receipt = answer.last();
        String answers = answer.text().substring(0, answer.text().lastIndexOf("{\"receipt\""));
        assertThat(receipt.getString("receipt.status")).isEqualTo("COMPLETE");
        assertThat(receipt.getString("receipt.id")).isEqualTo(answer.headers().get("lupa-check-id"));
        assertThat(receipt.getInt("receipt.lines")).isEqualTo(7);
        assertThat(receipt.getInt("receipt.decisions.ALLOW")).isEqualTo(2);
        assertThat(receipt.getInt("receipt.reasons.NO_PERMISSION")).isEqualTo(1);
        assertThat(receipt.getMap("receipt.errors")).hasSize(4);
        assertThat(receipt.getString("receipt.input.sha256")).isEqualTo(digest(list));
        assertThat(receipt.getString("receipt.output.sha256")).isEqualTo(digest(answers));
        assertThat(receipt.getString("receipt.rulebook")).isNotBlank();
        assertThat(receipt.getString("receipt.catalogue")).matches("1\\.\\d+");
        assertThat(receipt.getString("receipt.question.purpose")).isEqualTo("newsletter");
        assertThat(receipt.getString("receipt.asOf")).endsWith("Z");
        assertThat(receipt.getString("receipt.validUntil")).endsWith("Z");
        String id = receipt.getString("receipt.id");
        assertThat(get("marketing-tool", id).jsonPath().getMap("")).isEqualTo(receipt.getMap("receipt"));
        assertThat(get("another-tool", id).statusCode()).isEqualTo(404);
        assertThat(get("marketing-tool", "0193e3c5-0000-7000-8000-000000000000").statusCode())
                .isEqualTo(404);
    }

    @Test
    void passesColumnsThrough_inAndOutOfCsv() {
        // Given
        know("anna@example.fi");

        // When
        ListClient.Answer answer =
                check(CSV, "\uFEFFname;value;ref\r\n\"A; B\";anna@example.fi;1\nC;nobody@example.fi;2\r\nD\n");
        ListClient.Answer allowed;
        try (ListClient list = list("&only=allowed&unsubscribeLinks=true", CSV)) {
            allowed = list.send("value,ref\nanna@example.fi,1\nnobody@example.fi,2\n")
                    .end();
        }

        // Then
        assertThat(answer.lines().get(0)).isEqualTo("name;ref;handle;decision;reason;notBefore;retry;error");
        assertThat(answer.lines().get(1)).matches("\"A; B\";1;[\\w-]{22};ALLOW;CONSENT_GIVEN;;;");
        assertThat(answer.lines().get(2)).matches("C;2;[\\w-]{22};DENY;NO_PERMISSION;;;");
        assertThat(answer.lines().get(3)).isEqualTo(";;;;;;;INVALID_VALUE");
        assertThat(answer.lines()).hasSize(4);
        assertThat(allowed.lines()).hasSize(2);
        assertThat(allowed.lines().get(1))
                .matches("1,[\\w-]{22},ALLOW,CONSENT_GIVEN,,,,<https://consent\\.example\\.invalid/u/[\\w-]+>");
    }

    @Test
    void refusesBeforeTheFirstLine_whatCannotBeAsked() {
        know("anna@example.fi");
        assertThat(refused(ListClient.QUESTION + "&colour=blue", ListClient.NDJSON))
                .isEqualTo("400 UNKNOWN_MEMBER");
        assertThat(refused(ListClient.QUESTION + "&recipient=x", ListClient.NDJSON))
                .isEqualTo("400 UNKNOWN_MEMBER");
        assertThat(refused(ListClient.QUESTION + "&automated=maybe", ListClient.NDJSON))
                .isEqualTo("400 INVALID_VALUE");
        assertThat(refused(ListClient.QUESTION + "&only=denied", ListClient.NDJSON))
                .isEqualTo("400 INVALID_VALUE");
        assertThat(refused(ListClient.QUESTION + "&at=2020-01-01T00:00:00Z", ListClient.NDJSON))
                .isEqualTo("422 RANGE_INVALID");
        assertThat(refused(ListClient.QUESTION.replace("newsletter", "unheard-of"), ListClient.NDJSON))
                .isEqualTo("422 PURPOSE_UNKNOWN");
        assertThat(refused(ListClient.QUESTION.replace("channel=EMAIL", "channel=SMS"), ListClient.NDJSON))
                .isEqualTo("422 CHANNEL_NOT_IN_PURPOSE");
        assertThat(refused(ListClient.QUESTION.replace("channel=EMAIL", "channel=PIGEON"), ListClient.NDJSON))
                .isEqualTo("400 INVALID_VALUE");
        assertThat(refused(ListClient.QUESTION.replace("&channel=EMAIL", ""), ListClient.NDJSON))
                .isEqualTo("422 CHANNEL_REQUIRED");
        assertThat(refused(ListClient.QUESTION.replace("&type=EMAIL", ""), ListClient.NDJSON))
                .isEqualTo("400 INVALID_VALUE");
        assertThat(refused(ListClient.QUESTION.replace("kysely", "another"), ListClient.NDJSON))
                .isEqualTo("403 CALLER_NOT_AUTHORISED");
        assertThat(refused(ListClient.QUESTION, "application/json")).isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
        assertThat(refused(ListClient.QUESTION, CSV)).isEqualTo("422 RANGE_INVALID");
    }

    @Test
    void letsNobodyInWithoutAToken() {
        for (String access : List.of("nonsense", world.access("marketing-tool", List.of(World.CONTROLLER), "openid"))) {
            try (ListClient list = new ListClient(access, ListClient.QUESTION, ListClient.NDJSON, "")) {
                // When
                ListClient.Answer answer = list.send("{}\n").end();

                // Then
                assertThat(answer.status()).isIn(401, 403);
                assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
            }
        }
    }

    @Test
    void tellsWhatHasTurned_whenRechecked() {
        // Given
        StateJson anna = world.consented("anna@example.fi");
        world.publish(anna, world.consented("berit@example.fi"));
        Until.holds("both are known", () -> allowed("anna@example.fi") && allowed("berit@example.fi"));
        String id = check(
                        ListClient.NDJSON,
                        "{\"value\":\"anna@example.fi\",\"ref\":\"a\"}\n{\"value\":\"berit@example.fi\",\"ref\":\"b\"}\n")
                .headers()
                .get("lupa-check-id");

        // When
        world.publish(anna.withdrawn(World.nextXid()));
        Until.holds("the withdrawal is known", () -> !allowed("anna@example.fi"));
        Response turned =
                given().auth().oauth2(access("marketing-tool")).post("/v1/audience-checks/" + id + "/recheck");
        Response foreign = given().auth().oauth2(access("another-tool")).post("/v1/audience-checks/" + id + "/recheck");

        // Then
        List<String> lines = turned.asString().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(JsonPath.from(lines.get(0)).getMap(""))
                .containsEntry("ref", "a")
                .containsEntry("decision", "DENY")
                .containsEntry("was", "ALLOW");
        assertThat(JsonPath.from(lines.get(1)).getInt("recheck.lines")).isEqualTo(2);
        assertThat(JsonPath.from(lines.get(1)).getInt("recheck.turned")).isEqualTo(1);
        assertThat(foreign.statusCode()).isEqualTo(404);
    }

    @Test
    void keepsTheAnswers_forWhoeverPrefersToFetchThem() {
        // Given
        know("anna@example.fi");

        // When
        ListClient.Answer answer;
        try (ListClient list = ListClient.newsletter(world, ListClient.NDJSON, "Prefer: respond-async\r\n")) {
            answer =
                    list.send("{\"value\":\"anna@example.fi\",\"ref\":\"a\"}\n").end();
        }
        String location = answer.headers().get("location");
        JsonPath receipt =
                given().auth().oauth2(access("marketing-tool")).get(location).jsonPath();
        Response result = given().auth().oauth2(access("marketing-tool")).get(receipt.getString("result"));
        Response foreign = given().auth().oauth2(access("another-tool")).get(receipt.getString("result"));

        // Then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(receipt.getString("status")).isEqualTo("COMPLETE");
        assertThat(JsonPath.from(result.asString()).getString("decision")).isEqualTo("ALLOW");
        assertThat(digest(result.asString())).isEqualTo(receipt.getString("output.sha256"));
        assertThat(foreign.statusCode()).isEqualTo(404);
    }

    private String refused(String query, String type) {
        try (ListClient list = new ListClient(access("marketing-tool"), query, type, "")) {
            ListClient.Answer answer = list.send("column-nobody-knows\n").end();
            return answer.status() + " " + JsonPath.from(answer.text()).getString("code");
        }
    }

    private ListClient.Answer check(String type, String list) {
        try (ListClient client = ListClient.newsletter(world, type, "")) {
            return client.send(list).end();
        }
    }

    private ListClient list(String more, String type) {
        return new ListClient(access("marketing-tool"), ListClient.QUESTION + more, type, "");
    }

    private Response get(String client, String id) {
        return given().auth().oauth2(access(client)).get("/v1/audience-checks/" + id);
    }

    private String access(String client) {
        return world.access(client, List.of(World.CONTROLLER), COARSE);
    }

    private void know(String email) {
        world.publish(world.consented(email));
        Until.holds("the person is known", () -> allowed(email));
    }

    private boolean allowed(String email) {
        return world.ask(email, "").asString().contains("\"ALLOW\"");
    }

    private static String sha256(String email) {
        return HexFormat.of()
                .formatHex(IdentifierKeys.innerHash(
                        new NormalisedIdentifier(IdentifierType.EMAIL, "lupa-email-1", email)));
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
