// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.receipt.Ld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the facts of a person have in common, gathered before the first of them is written. Not thread-safe. */
final class Survey {

    private static final String IDENTIFIER = "identifier.";
    private static final String EVIDENCE = "evidence.";

    private final Map<String, ObjectNode> origins = new HashMap<>();
    private final Set<Shown> notices = new LinkedHashSet<>();
    private final Set<String> clients = new TreeSet<>();
    private final List<ObjectNode> recordings = new ArrayList<>();

    /** A notice as it was shown to somebody. */
    record Shown(String id, String version, String language) {}

    void take(CopiedFact copied) {
        JsonNode fact = copied.fact();
        clients.add(fact.path("client").asText());
        JsonNode notice = fact.at("/consent/notice");
        if (notice.isObject()) {
            notices.add(shown(notice));
        }
        JsonNode spoken = fact.at("/call/notice");
        if (spoken.isObject()) {
            notices.add(shown(spoken));
        }
        for (CopiedFact.Field field : copied.fields()) {
            if (field.name().startsWith(IDENTIFIER)) {
                origins.putIfAbsent(
                        name(
                                field.value().path("type").asText(),
                                field.value().path("value").asText()),
                        origin(fact));
            }
        }
        recording(copied).ifPresent(recordings::add);
    }

    private static Shown shown(JsonNode notice) {
        return new Shown(
                notice.path("id").asText(),
                notice.path("version").asText(),
                notice.path("language").asText());
    }

    private static String name(String type, String value) {
        return type + ' ' + value;
    }

    private static ObjectNode origin(JsonNode fact) {
        ObjectNode origin = Ld.object();
        origin.set("dct:date", Ld.time(fact.path("at").asText()));
        origin.put("lupa:client", fact.path("client").asText());
        JsonNode capture = fact.path("capture");
        if (capture.isObject()) {
            origin.put("lupa:method", capture.path("method").asText());
            origin.put("lupa:actor", capture.path("actor").asText());
        }
        return origin.put("lupa:event", fact.path("id").asText());
    }

    /** A call was recorded where it says so, or where its evidence is a recording. */
    private static Optional<ObjectNode> recording(CopiedFact copied) {
        List<CopiedFact.Field> evidence = copied.fields().stream()
                .filter(field -> field.name().startsWith(EVIDENCE))
                .toList();
        boolean recorded = "RECORDED_CALL"
                        .equals(copied.fact().at("/capture/method").asText())
                || evidence.stream()
                        .anyMatch(field -> field.name().toLowerCase(Locale.ROOT).contains("recording"));
        if (!recorded) {
            return Optional.empty();
        }
        ObjectNode recording = Ld.object();
        recording.set("dct:date", Ld.time(copied.fact().path("at").asText()));
        recording.put("lupa:event", copied.fact().path("id").asText());
        ObjectNode references = Ld.object();
        evidence.forEach(field -> references.set(field.name().substring(EVIDENCE.length()), field.value()));
        recording.set("lupa:reference", Literals.json(references));
        return Optional.of(recording);
    }

    /** Where an identifier came from first; nothing if no fact of the controller that can still be opened brought it. */
    Optional<ObjectNode> origin(String type, String value) {
        return Optional.ofNullable(origins.get(name(type, value)));
    }

    Set<Shown> notices() {
        return Set.copyOf(notices);
    }

    Set<String> clients() {
        return Set.copyOf(clients);
    }

    List<ObjectNode> recordings() {
        return List.copyOf(recordings);
    }
}
