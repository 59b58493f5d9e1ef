// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Asks consent-service for the personal fields behind the digests and for the texts of notices, with the token of the officer who fetches
 * the bundle: the vault decides what that person may see, and its own records name that person. Nothing is kept.
 */
final class DisclosureSource {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AskedService service;

    DisclosureSource(AskedService consentService) {
        this.service = consentService;
    }

    /**
     * Asks for the fields of these events and does not wait. What is returned waits, and gives one answer for each event, in their order; it throws
     * {@link AskedService.NotObtainedException} if it does not get them all.
     */
    Supplier<List<JsonNode>> ask(List<UUID> events) {
        ArrayNode ids = JSON.createObjectNode().putArray("events");
        events.forEach(event -> ids.add(event.toString()));
        String body = "{\"events\":" + ids + "}";
        CompletableFuture<HttpResponse<String>> asked =
                service.begin("/v1/disclosures/read", "application/x-ndjson", body);
        return () -> all(events, AskedService.answer(asked));
    }

    private static List<JsonNode> all(List<UUID> events, String lines) {
        List<JsonNode> answers = answers(lines);
        for (int i = 0; i < events.size(); i++) {
            if (answers.size() != events.size()
                    || !answers.get(i)
                            .path("event")
                            .asText()
                            .equals(events.get(i).toString())) {
                throw new AskedService.NotObtainedException("ANSWER_BROKE_OFF");
            }
        }
        return answers;
    }

    /** Returns a version of a notice with its texts, in JSON; throws {@link AskedService.NotObtainedException}. */
    String notice(String id, String version) {
        return service.get("/v1/notices/" + segment(id) + "/versions/" + segment(version));
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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
            throw new AskedService.NotObtainedException("ANSWER_BROKE_OFF");
        }
        return answers;
    }
}
