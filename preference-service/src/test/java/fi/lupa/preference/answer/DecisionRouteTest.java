// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client meets at the edge of the route before anything is asked. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class DecisionRouteTest {

    private static final String QUESTION = """
            {"controller":"kysely","purpose":"newsletter","channel":"EMAIL","recipient":{"type":"EMAIL","value":"anna@example.fi"}}
            """;

    private final URI decisions = URI.create("http://127.0.0.1:"
            + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class) + "/v1/decisions");

    private final World world = World.withCatalogue();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain|*/*|415|UNSUPPORTED_MEDIA_TYPE",
                "application/jsonx|*/*|415|UNSUPPORTED_MEDIA_TYPE",
                "application/json|text/html|406|NOT_ACCEPTABLE",
            })
    void isAProblem_whenAnotherTypeIsSentOrWanted(String type, String accept, int status, String code)
            throws Exception {
        // When
        HttpResponse<String> answer = client.send(
                request()
                        .header("Content-Type", type)
                        .header("Accept", accept)
                        .POST(HttpRequest.BodyPublishers.ofString(QUESTION))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        // Then
        assertProblem(answer, status, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html, application/json;q=0.5", "application/*", "*/*;q=0.1"})
    void answers_whenJsonIsAmongWhatIsWanted(String accept) throws Exception {
        // When
        world.publish(world.consented("anna@example.fi"));
        HttpResponse<String> answer = client.send(
                request()
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("Accept", accept)
                        .POST(HttpRequest.BodyPublishers.ofString(QUESTION))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json;charset=UTF-8");
    }

    @Test
    void isAProblem_whenABodyOfUnknownLengthIsTooLong() throws Exception {
        // Given
        byte[] tooLong = ("{\"topic\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);

        // When
        HttpResponse<String> answer = client.send(
                request()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        // Then
        assertProblem(answer, 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void isAProblem_whenTheMethodIsAnother() throws Exception {
        // When
        HttpResponse<String> answer = client.send(request().GET().build(), HttpResponse.BodyHandlers.ofString());

        // Then
        assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void isAProblem_whenThereIsNoToken() throws Exception {
        // When
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(decisions)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(QUESTION))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        // Then
        assertProblem(answer, 401, "TOKEN_INVALID");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    private HttpRequest.Builder request() {
        String token = world.access("marketing-tool", List.of("kysely"), "decision:read");
        return HttpRequest.newBuilder(decisions).header("Authorization", "Bearer " + token);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    }
}
