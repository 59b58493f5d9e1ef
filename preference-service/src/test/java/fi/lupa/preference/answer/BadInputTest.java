// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class BadInputTest {

    private static final String COMPLETE = """
            "controller":"kysely","purpose":"newsletter","channel":"EMAIL","recipient":{"type":"EMAIL","value":"anna@example.fi"}
            """;

    private final World world = World.withCatalogue();

    @BeforeEach
    void catalogueIsThere() {
        Response ready = world.ask("anna@example.fi", world.publish(world.consented("anna@example.fi")));
        assertThat(ready.statusCode()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{%s,\"kind\":\"CONSUMER\"}|400|UNKNOWN_MEMBER",
                "{%s|400|MALFORMED_JSON",
                "[]|400|INVALID_VALUE",
                "{%s,\"containsPromotion\":\"yes\"}|400|INVALID_VALUE",
                "{%s,\"at\":\"tomorrow\"}|400|INVALID_VALUE",
                "{%s,\"at\":\"2999-01-01T00:00:00Z\"}|422|RANGE_INVALID",
                "{%s,\"knownAt\":\"2999-11-01T00:00:00Z\"}|422|RANGE_INVALID",
                "{%s,\"rulebook\":\"1999.1\"}|422|RANGE_INVALID",
                "{%s,\"topic\":\"henkilö 131052-308T\"}|422|IDENTIFIER_NOT_ACCEPTED",
                "{\"purpose\":\"newsletter\",\"recipient\":{\"type\":\"EMAIL\",\"value\":\"a@b.fi\"}}|400|INVALID_VALUE",
                "{\"controller\":\"kysely\",\"recipient\":{\"type\":\"EMAIL\",\"value\":\"a@b.fi\"}}|400|INVALID_VALUE",
                "{\"controller\":\"kysely\",\"purpose\":\"newsletter\",\"channel\":\"EMAIL\"}|400|INVALID_VALUE",
                "{\"controller\":\"kysely\",\"purpose\":\"newsletter\",\"recipient\":{\"type\":\"EMAIL\",\"value\":\"a@b.fi\"}}|422|CHANNEL_REQUIRED",
                "{\"controller\":\"kysely\",\"purpose\":\"newsletter\",\"channel\":\"PIGEON\",\"recipient\":{\"type\":\"EMAIL\",\"value\":\"a@b.fi\"}}|400|INVALID_VALUE",
                "{\"controller\":\"kysely\",\"purpose\":\"newsletter\",\"channel\":\"EMAIL\",\"recipient\":{\"type\":\"EMAIL\",\"value\":\"no-at-sign\"}}|422|IDENTIFIER_INVALID",
                "{\"controller\":\"kysely\",\"purpose\":\"newsletter\",\"channel\":\"SMS\",\"recipient\":{\"type\":\"PHONE\",\"value\":\"12\"}}|422|IDENTIFIER_INVALID",
                "{\"controller\":\"kysely\",\"purpose\":\"newsletter\",\"channel\":\"EMAIL\",\"recipient\":{\"type\":\"CUSTOMER_NUMBER\",\"value\":\"131052-308T\"}}|422|IDENTIFIER_NOT_ACCEPTED"
            })
    void isAProblem_whenTheQuestionIsBad(String body, int status, String code) {
        // When
        Response answer = post("/v1/decisions", body.replace("%s", COMPLETE.strip()));

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        assertThat(answer.jsonPath().getString("traceId")).hasSize(32);
        assertThat(answer.asString()).doesNotContain("131052").doesNotContain("example.fi");
    }

    @Test
    void isAProblem_whenTheBodyIsTooLarge() {
        // When
        Response answer = post("/v1/decisions", "{\"topic\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void isAProblem_whenABatchIsEmptyOrTooLong() {
        for (int size : new int[] {0, 1001}) {
            // Given
            String recipients =
                    String.join(",", Collections.nCopies(size, "{\"type\":\"EMAIL\",\"value\":\"a@b.fi\"}"));
            String body =
                    "{\"question\":{\"controller\":\"kysely\",\"purpose\":\"newsletter\",\"channel\":\"EMAIL\"},\"recipients\":["
                            + recipients + "]}";

            // When
            Response answer = post("/v1/decisions/batch", body);

            // Then
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("RANGE_INVALID");
        }
    }

    @Test
    void answersDeny_whenThePurposeIsUnknown() {
        // When
        Response answer = post("/v1/decisions", """
                {"controller":"kysely","purpose":"misspelt","channel":"EMAIL",
                 "recipient":{"type":"EMAIL","value":"anna@example.fi"}}
                """);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("reason")).isEqualTo("PURPOSE_UNKNOWN");
    }

    @Test
    void refusesTheCaller_whenScopeControllerOrTokenIsMissing() {
        // Given
        String body = "{" + COMPLETE.strip() + "}";

        // Then
        assertProblem(world.post("not-a-token", "/v1/decisions", body), 401, "TOKEN_INVALID");
        assertProblem(
                world.post(world.access("tool", List.of("kysely"), "consent:read"), "/v1/decisions", body),
                403,
                "SCOPE_MISSING");
        assertProblem(
                world.post(world.access("tool", List.of("other"), "decision:read"), "/v1/decisions", body),
                403,
                "CALLER_NOT_AUTHORISED");
    }

    private static void assertProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
    }

    private Response post(String path, String body) {
        return world.post(world.access("marketing-tool", List.of("kysely"), "decision:read"), path, body);
    }
}
