// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Asks consent-service for the personal fields behind the digests and for the texts of notices, with the token of the officer who fetches
 * the bundle: the vault decides what that person may see, and its own records name that person. Nothing is kept.
 */
final class DisclosureSource {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final URI consentService;
    private final URI address;
    private final String authorization;

    DisclosureSource(URI consentService, String authorization) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.consentService = consentService;
        this.address = consentService.resolve("/v1/disclosures/read");
        this.authorization = authorization;
    }

    /** Returns one answer for each event, in their order; throws {@link NotObtainedException} if it does not get them all. */
    List<JsonNode> of(List<UUID> events) {
        ArrayNode ids = JSON.createObjectNode().putArray("events");
        events.forEach(event -> ids.add(event.toString()));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .header("Accept", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString("{\"events\":" + ids + "}"))
                .build();
        List<JsonNode> answers = answers(send(request));
        for (int i = 0; i < events.size(); i++) {
            if (answers.size() != events.size()
                    || !answers.get(i)
                            .path("event")
                            .asText()
                            .equals(events.get(i).toString())) {
                throw new NotObtainedException("ANSWER_BROKE_OFF");
            }
        }
        return answers;
    }

    /** Returns a version of a notice with its texts, in JSON; throws {@link NotObtainedException}. */
    String notice(String id, String version) {
        URI notice = consentService.resolve("/v1/notices/" + segment(id) + "/versions/" + segment(version));
        return send(HttpRequest.newBuilder(notice)
                .timeout(ANSWER)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .GET()
                .build());
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != OK) {
                throw new NotObtainedException("HTTP_" + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new NotObtainedException("UNREACHABLE");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObtainedException("INTERRUPTED");
        }
    }

    private static List<JsonNode> answers(String lines) {
        List<JsonNode> answers = new ArrayList<>();
        try {
            for (String line : lines.split("\n", -1)) {
                if (!line.isBlank()) {
                    answers.add(JSON.readTree(line));
                }
            }
        } catch (JsonProcessingException e) {
            throw new NotObtainedException("ANSWER_BROKE_OFF");
        }
        return answers;
    }

    /** The disclosures were asked for and did not come. */
    static final class NotObtainedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotObtainedException(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
