// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.client.Answer;
import fi.lupa.client.ListResult;
import fi.lupa.client.LupaClient;
import fi.lupa.client.Question;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A tool that asks with the client: single questions, lists, caps on what it sent, and what has turned. */
class ToolIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Question UPDATES =
            Question.about("kysely", "product-updates").on("EMAIL");

    private final StartedStack lupa = StartedStack.get();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LupaClient client =
            LupaClient.of(URI.create(lupa.stack().url(Service.PREFERENCE)), this::token, 30, Duration.ofSeconds(60));

    @Test
    void contactsWhoSaidYesAndNobodyElse_oneByOneAndInAList() {
        // Given
        lupa.calm();
        Caller form = lupa.as("marketing-tool", "kysely");
        String yes = FirstPathIT.somebody();
        String no = FirstPathIT.somebody();
        form.gives(yes, "product-updates");
        form.gives(no, "product-updates");
        String revision = FirstPathIT.revision(form.withdraws(no, "product-updates"));
        LupaClient later = client.havingWritten(revision);

        // When
        Answer allowed = later.ask(UPDATES, "EMAIL", yes);
        Answer denied = later.ask(UPDATES, "EMAIL", no);
        Map<String, Boolean> told = new ConcurrentHashMap<>();
        String list =
                "{\"value\":\"%s\",\"ref\":\"yes\"}\n{\"value\":\"%s\",\"ref\":\"no\"}\n{\"value\":\"nonsense\",\"ref\":\"bad\"}\n"
                        .formatted(yes, no);
        ListResult result = later.check(
                UPDATES,
                "EMAIL",
                () -> new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)),
                line -> told.put(line.ref().orElse(""), line.mayContact()));

        // Then
        assertThat(allowed.mayContact()).as(allowed.toString()).isTrue();
        assertThat(denied.mayContact()).isFalse();
        assertThat(denied.reason()).isIn("CONSENT_WITHDRAWN", "OPTED_OUT");
        assertThat(result.complete()).as(result.toString()).isTrue();
        assertThat(told).isEqualTo(Map.of("yes", true, "no", false, "bad", false));
    }

    @Test
    void waits_whenWhatThePersonWishedForWasSent() throws Exception {
        // Given
        lupa.calm();
        Caller form = lupa.as("marketing-tool", "kysely");
        String email = FirstPathIT.somebody();
        form.gives(email, "product-updates");
        String wished = post(
                        "/v1/preferences",
                        Map.of(
                                "controller",
                                "kysely",
                                "recipient",
                                List.of(Map.of("type", "EMAIL", "value", email)),
                                "caps",
                                List.of(Map.of("channels", List.of("EMAIL"), "max", 1, "per", "P7D")),
                                "capture",
                                Map.of("method", "WEB_BUTTON", "at", now())))
                .path("revision")
                .asText();
        Answer before = client.havingWritten(wished).ask(UPDATES, "EMAIL", email);

        // When
        JsonNode report = post(
                "/v1/contact-reports",
                List.of(Map.of(
                        "controller",
                        "kysely",
                        "purpose",
                        "product-updates",
                        "channel",
                        "EMAIL",
                        "recipient",
                        Map.of("type", "EMAIL", "value", email),
                        "at",
                        now(),
                        "outcome",
                        "SENT")));
        String sent = report.at("/results/0/body/revision").asText();
        Answer after = client.havingWritten(sent).ask(UPDATES, "EMAIL", email);

        // Then
        assertThat(before.mayContact()).as(before.toString()).isTrue();
        assertThat(after.mayContact()).isFalse();
        assertThat(after.reason()).as(report.toString()).isEqualTo("FREQUENCY_CAP");
        assertThat(after.text("notBefore")).isPresent();
    }

    @Test
    void learnsFromTheChanges_whoIsContactedNoMore() {
        // Given
        lupa.calm();
        Caller form = lupa.as("marketing-tool", "kysely");
        String email = FirstPathIT.somebody();
        String given = FirstPathIT.revision(form.gives(email, "product-updates"));
        String handle = client.havingWritten(given)
                .ask(UPDATES, "EMAIL", email)
                .text("handle")
                .orElseThrow();
        Map<String, String> held = new HashMap<>();
        String[] cursor = {""};
        Waiting.until(() -> {
            follow(cursor, held);
            return "ALLOW".equals(held.get(handle));
        });

        // When
        form.withdraws(email, "product-updates");

        // Then
        Waiting.until(() -> {
            follow(cursor, held);
            return "DENY".equals(held.get(handle));
        });
    }

    private void follow(String[] cursor, Map<String, String> held) {
        boolean more = true;
        while (more) {
            String from = cursor[0].isEmpty() ? "" : "&cursor=" + cursor[0];
            JsonNode page = send("GET", Service.PREFERENCE, "/v1/permission-changes?controller=kysely" + from, "");
            page.path("changes").forEach(line -> {
                if (line.path("purpose").asText().equals("product-updates")
                        && line.path("channel").asText().equals("EMAIL")) {
                    held.put(line.path("handle").asText(), line.path("to").asText());
                }
            });
            cursor[0] = page.path("cursor").asText(cursor[0]);
            more = page.path("more").asBoolean();
        }
    }

    private JsonNode post(String path, Object body) throws IOException {
        return send("POST", Service.CONSENT, path, JSON.writeValueAsString(body));
    }

    private JsonNode send(String method, Service service, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(lupa.stack().url(service) + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String token() {
        Map<String, Object> claims = Map.of(
                "tenant", "survey-vendor",
                "controllers", List.of("kysely"),
                "azp", "marketing-tool",
                "sub", "marketing-tool",
                "aud", "lupa",
                "scope", "consent:write consent:read contact:report decision:read decision:explain");
        return lupa.stack().issuer().mint(claims, Duration.ofMinutes(10));
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
