// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.extract.report.Report;
import fi.lupa.audit.merkle.Proofs;
import fi.lupa.audit.merkle.Rfc6962;
import fi.lupa.audit.merkle.Root;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * What was answered once, as it was recorded, with the path to the root of its minute.
 *
 * @param line the very text whose hash is the leaf
 * @param answer the same, read
 * @param event the id of the event {@code decision.minute} that told the log the root
 */
record FoundRecord(String line, JsonNode answer, UUID event, int index, int size, List<String> path) {

    private static final ObjectMapper JSON = new ObjectMapper();

    FoundRecord {
        path = List.copyOf(path);
    }

    /** Reads one of what the lookup found; throws {@link AskedService.NotObtainedException} if it is none. */
    static FoundRecord of(JsonNode found) {
        try {
            String line = found.path("line").asText();
            List<String> path = new ArrayList<>();
            found.path("path").forEach(hash -> path.add(hash.asText()));
            return new FoundRecord(
                    line,
                    JSON.readTree(line),
                    UUID.fromString(found.path("event").asText()),
                    found.path("index").asInt(-1),
                    found.path("size").asInt(-1),
                    path);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new AskedService.NotObtainedException("ANSWER_BROKE_OFF");
        }
    }

    String id() {
        return answer.path("id").asText();
    }

    String at() {
        return answer.path("at").asText();
    }

    /** Says whether the path leads to the root that the log's entry about the minute names. */
    boolean isUnder(JsonNode minute) {
        try {
            byte[] root = Base64.getDecoder().decode(minute.at("/fact/root").asText());
            List<byte[]> hashes = path.stream().map(Base64.getDecoder()::decode).toList();
            byte[] leaf = Rfc6962.leafHash(line.getBytes(StandardCharsets.UTF_8));
            return minute.at("/fact/records").asInt(-1) == size
                    && index >= 0
                    && index < size
                    && Proofs.includes(index, leaf, new Root(size, root), hashes);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns what is told of it to people. */
    Report.Answer told(String proof) {
        return new Report.Answer(
                at(),
                answer.path("client").asText(""),
                ReportPart.together(
                        answer.path("purpose").asText(""),
                        answer.path("channel").asText("")),
                answer.path("decision").asText(""),
                answer.path("reason").asText(""),
                proof);
    }

    void writeTo(ObjectNode node) {
        node.put("record", line)
                .put("event", event.toString())
                .put("index", index)
                .put("size", size);
        path.forEach(node.putArray("path")::add);
    }
}
