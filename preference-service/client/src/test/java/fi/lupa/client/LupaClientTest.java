// SPDX-License-Identifier: Apache-2.0
package fi.lupa.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client makes of answers that are read from a script, as no service can be made to give them. */
class LupaClientTest {

    private static final Question NEWSLETTER =
            Question.about("kysely", "newsletter").on("EMAIL");
    private static final String ALLOW = "{\"decision\":\"ALLOW\",\"reason\":\"CONSENT_GIVEN\",\"hypothetical\":false}";

    private final Queue<Scripted> script = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private LupaClient client;

    private record Scripted(int status, String header, String value, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI service = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        client = LupaClient.of(service, () -> "token", 3, Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void mayContact_whenTheAnswerIsAllow() {
        // Given
        told(200, ALLOW);

        // When
        Answer answer = client.ask(NEWSLETTER, "EMAIL", "maija@example.fi");

        // Then
        assertThat(answer.mayContact()).isTrue();
        assertThat(answer.reason()).isEqualTo("CONSENT_GIVEN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"decision":"DENY","reason":"NO_PERMISSION","hypothetical":false}
            200 | {"decision":"DEFER","reason":"QUIET_HOURS","hypothetical":false}
            200 | {"decision":"ALLOW","reason":"CONSENT_GIVEN","hypothetical":true}
            200 | {"decision":"ALLOW","reason":"CONSENT_GIVEN"}
            200 | {"decision":"MAYBE"}
            200 | not json
            202 | {"decision":"ALLOW","reason":"CONSENT_GIVEN","hypothetical":false}
            400 | {"code":"INVALID_VALUE"}
            403 | {"code":"CALLER_NOT_AUTHORISED","decision":"ALLOW"}
            500 | {"code":"INTERNAL"}
            """)
    void mayNotContact_whateverElseIsAnswered(int status, String body) {
        // Given
        told(status, body);

        // When
        Answer answer = client.ask(NEWSLETTER, "EMAIL", "maija@example.fi");

        // Then
        assertThat(answer.mayContact()).isFalse();
        assertThat(asked).hasSize(1);
    }

    @Test
    void asksAgain_whereTheServiceSaysThatThisMayHelp() {
        // Given
        script.add(new Scripted(503, "Retry-After", "0", "{\"code\":\"STATE_UNAVAILABLE\"}"));
        script.add(new Scripted(429, "Retry-After", "0", "{\"code\":\"TOO_MANY_REQUESTS\"}"));
        told(200, ALLOW);

        // When
        Answer answer = client.ask(NEWSLETTER, "EMAIL", "maija@example.fi");

        // Then
        assertThat(answer.mayContact()).isTrue();
        assertThat(asked).hasSize(3);
    }

    @Test
    void givesUp_whenItWouldHaveToWaitLongerThanItHasPatience() {
        // Given
        script.add(new Scripted(429, "Retry-After", "3600", "{\"code\":\"RECIPIENT_QUOTA_EXCEEDED\"}"));

        // When
        Answer answer = client.ask(NEWSLETTER, "EMAIL", "maija@example.fi");

        // Then
        assertThat(answer.mayContact()).isFalse();
        assertThat(answer.reason()).isEqualTo("RECIPIENT_QUOTA_EXCEEDED");
        assertThat(asked).hasSize(1);
    }

    @Test
    void mayNotContact_whenNobodyAnswers() {
        // Given
        server.stop(0);

        // When
        Answer answer = client.ask(NEWSLETTER, "EMAIL", "maija@example.fi");

        // Then
        assertThat(answer.mayContact()).isFalse();
        assertThat(answer.reason()).isEqualTo("NO_ANSWER");
    }

    @Test
    void carriesTheRevision_unlessTheQuestionHasItsOwn() {
        // Given
        told(200, ALLOW);
        told(200, ALLOW);
        LupaClient later = client.havingWritten("r1");

        // When
        later.ask(NEWSLETTER, "EMAIL", "maija@example.fi");
        later.ask(NEWSLETTER.atLeast("r2"), "EMAIL", "maija@example.fi");

        // Then
        assertThat(asked.get(0)).contains("\"atLeast\":\"r1\"");
        assertThat(asked.get(1)).contains("\"atLeast\":\"r2\"");
    }

    @Test
    void isNotComplete_whenLinesOfTheAnswerAreMissing() {
        // Given
        script.add(new Scripted(202, "Location", "/v1/audience-checks/1", ""));
        told(200, "{\"status\":\"COMPLETE\",\"lines\":2}");
        told(200, "{\"ref\":\"a\",\"decision\":\"ALLOW\"}\n");
        List<Line> lines = new ArrayList<>();

        // When
        ListResult result = client.check(NEWSLETTER, "EMAIL", () -> list("{\"value\":\"a\"}\n"), lines::add);

        // Then
        assertThat(result.complete()).isFalse();
        assertThat(lines).hasSize(1);
    }

    @Test
    void handsOverNothing_whenTheListWasRefused() {
        // Given
        told(422, "{\"code\":\"PURPOSE_UNKNOWN\"}");
        List<Line> lines = new ArrayList<>();

        // When
        ListResult result = client.check(NEWSLETTER, "EMAIL", () -> list("{\"value\":\"a\"}\n"), lines::add);

        // Then
        assertThat(result.complete()).isFalse();
        assertThat(result.code()).isEqualTo("PURPOSE_UNKNOWN");
        assertThat(lines).isEmpty();
    }

    private void told(int status, String body) {
        script.add(new Scripted(status, "X-Scripted", "yes", body));
    }

    private static ByteArrayInputStream list(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Scripted next = script.remove();
        byte[] body = next.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add(next.header(), next.value());
        exchange.sendResponseHeaders(next.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
