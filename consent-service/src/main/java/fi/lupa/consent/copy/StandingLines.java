// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.capture.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says in words what stands about somebody. */
final class StandingLines {

    private static final List<String> PLAIN =
            List.of("restrictions", "contacts", "relationships", "preferences", "callbackRequests", "rightsRequests");

    private final CopyWords words;
    private final Map<String, String> titles = new HashMap<>();

    StandingLines(CopyWords words, JsonNode head) {
        this.words = words;
        for (JsonNode process : head.path("dpv:hasProcess")) {
            titles.put(process.at("/dpv:hasPurpose/0/dct:identifier").asText(), title(process, words.language()));
        }
    }

    /** The name of a purpose in this language, else in any, else its key. */
    static String title(JsonNode process, Language language) {
        Map<String, String> texts = new HashMap<>();
        process.path("dct:title")
                .forEach(text -> texts.put(
                        text.path("@language").asText(), text.path("@value").asText()));
        return language.pick(
                texts, process.at("/dpv:hasPurpose/0/dct:identifier").asText());
    }

    List<CopyPage.Line> of(JsonNode standing) {
        List<CopyPage.Line> lines = new ArrayList<>();
        standing.path("choices").forEach(cell -> lines.add(new CopyPage.Line(about(cell), status(cell))));
        standing.path("objections").forEach(objection -> lines.add(objection(objection)));
        for (String list : PLAIN) {
            for (JsonNode entry : standing.path(list)) {
                ObjectNode said = entry.deepCopy();
                said.remove(List.of("controller", "id", "request", "recordedAt"));
                lines.add(new CopyPage.Line(words.of("standing." + list), words.plain(said)));
            }
        }
        return lines;
    }

    private String about(JsonNode cell) {
        String purpose = cell.path("purpose").asText();
        return titles.getOrDefault(purpose, purpose) + ", " + words.channel(cell.path("channel"));
    }

    private String status(JsonNode cell) {
        JsonNode permission = cell.path("permission");
        if (permission.isObject()) {
            return words.of(
                    "stands.permission",
                    words.date(permission.path("at")),
                    words.method(permission.path("method").asText()));
        }
        JsonNode no = cell.path("prohibition");
        if (no.isObject()) {
            return words.of("stands.prohibition", words.date(no.path("at")));
        }
        if (cell.path("pending").isObject()) {
            return words.of("stands.pending", words.date(cell.at("/pending/at")));
        }
        return cell.path("undemonstrable").isObject()
                ? words.of("stands.undemonstrable", words.date(cell.at("/undemonstrable/at")))
                : words.of("stands.asked", words.date(cell.path("askedAt")));
    }

    private CopyPage.Line objection(JsonNode objection) {
        String since = words.date(objection.path("at"));
        JsonNode lifted = objection.path("liftedAt");
        return new CopyPage.Line(
                words.scope(objection.path("scope").asText()),
                lifted.isTextual()
                        ? words.of("objection.lifted", since, words.date(lifted))
                        : words.of("objection.stands", since));
    }
}
