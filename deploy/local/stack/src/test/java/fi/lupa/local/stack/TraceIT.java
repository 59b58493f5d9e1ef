// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.local.stack.SpanReceiver.Received;
import fi.lupa.local.stack.demo.Api;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One trace from a capture to the answers and the log, and nothing in it that is anybody's. */
class TraceIT {

    private static final String CAPTURE = "POST /v1/consents";
    private static final String PUBLISH = "journal publish";
    private static final String PROJECT = "state project";
    private static final String APPEND = "log append";

    private final StartedStack lupa = StartedStack.get();
    private final Caller tool = lupa.as("marketing-tool", "kysely");

    /** A trace that a caller has begun, and asks to be recorded. */
    private final String trace = UUID.randomUUID().toString().replace("-", "");

    private final String traceparent = "00-" + trace + "-" + trace.substring(0, 16) + "-01";

    @Test
    void leadsFromTheCaptureThroughTheJournalAndKafkaToTheProjectionAndTheLog() {
        // When
        String email = FirstPathIT.somebody();
        Api.Answer given = captures(email, "product-updates");

        // Then
        Waiting.until(() -> named().keySet().containsAll(List.of(CAPTURE, PUBLISH, PROJECT, APPEND)));
        Received capture = span(CAPTURE);
        Received publish = span(PUBLISH);
        assertThat(capture).returns("consent-service", Received::service);
        assertThat(publish).returns("consent-service", Received::service);
        assertThat(span(PROJECT)).returns("preference-service", Received::service);
        assertThat(span(APPEND)).returns("audit-service", Received::service);
        assertThat(capture.parent()).isEqualTo(trace.substring(0, 16));
        assertThat(publish.parent()).isEqualTo(capture.id());
        assertThat(span(PROJECT).parent()).isEqualTo(publish.id());
        assertThat(span(APPEND).parent()).isEqualTo(publish.id());
        assertThat(lupa.spans().of(trace)).allSatisfy(span -> assertThat(span.whole())
                .doesNotContain(email, given.body().path("subjectId").asText(), "127.0.0.1", "marketing-tool"));
    }

    @Test
    void hasThePatternOfAPersonsLink_andNotItsSecret() throws Exception {
        // Given
        String link = captures(FirstPathIT.somebody(), "newsletter")
                .body()
                .path("confirmationLink")
                .asText();
        String secret = link.substring(link.lastIndexOf('/') + 1);

        // When
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(link + "?lang=fi"))
                                .header("traceparent", traceparent)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        Waiting.until(() -> named().containsKey("GET /c/{token}"));
        assertThat(secret).hasSizeGreaterThan(20);
        assertThat(lupa.spans().of(trace)).allSatisfy(span -> assertThat(span.whole())
                .doesNotContain(secret, "lang=fi", "url.path", "url.query", "client.address", "user_agent"));
    }

    private Api.Answer captures(String email, String purpose) {
        Api.Answer answer = tool.record(
                "/v1/consents",
                tool.consentBody(email, tool.choice(purpose, "GIVEN"), tool.capture("WEB_CHECKBOX")),
                Map.of("Idempotency-Key", UUID.randomUUID().toString(), "traceparent", traceparent));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private Received span(String name) {
        return Objects.requireNonNull(named().get(name));
    }

    private Map<String, Received> named() {
        return lupa.spans().of(trace).stream().collect(Collectors.toMap(Received::name, span -> span, (a, b) -> a));
    }
}
