// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.Facts;
import fi.lupa.audit.merkle.KeptTiles;
import fi.lupa.audit.merkle.Rfc6962;
import fi.lupa.audit.merkle.TiledTree;
import fi.lupa.platform.id.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A minute of answers as preference-service records them and tells the log of them. */
record AnsweredMinute(UUID tenant, UUID event, List<String> lines) {

    private static final String CLIENT = "marketing-tool";

    /** A record of an answer about somebody. */
    static String line(UUID tenant, UUID id, Instant at, String decision, String reason) {
        return Facts.object("{}")
                .put("id", id.toString())
                .put("at", Timestamps.format(Timestamps.truncate(at)))
                .put("tenant", tenant.toString())
                .put("client", CLIENT)
                .put("controller", "kysely")
                .put("purpose", "newsletter")
                .put("channel", "EMAIL")
                .put("addressee", "bWFkZS11cC1uYW1lLi4")
                .put("handle", "bWFkZS11cC1oYW5kbGU")
                .put("question", "ab".repeat(32))
                .put("decision", decision)
                .put("reason", reason)
                .put("row", "40")
                .put("rulebook", "2026.11-3")
                .toString();
    }

    Facts.Message message() {
        ObjectNode value = Facts.object("{}")
                .put("tenant", tenant.toString())
                .put("client", CLIENT)
                .put("controller", "kysely")
                .put("purpose", "newsletter")
                .put("records", lines.size())
                .put("root", Base64.getEncoder().encodeToString(tree().root()));
        return Facts.consent(tenant, 1, Facts.SUBJECT, 1, "kysely")
                .withHeader("ce_type", "fi.lupa.decision.minute.v1")
                .withHeader("ce_id", event.toString())
                .withHeader("ce_subject", "")
                .withKey(tenant + ":" + CLIENT)
                .withValue(value.toString());
    }

    /** The record in its place with its proof, as the lookup answers. */
    String found(int index) {
        return found(index, lines.get(index));
    }

    /** The same with another text. */
    String found(int index, String line) {
        ObjectNode found = Facts.object("{}").put("line", line).put("leafHash", "");
        found.put("event", event.toString()).put("index", index).put("size", lines.size());
        ArrayNode path = found.put("root", "").putArray("path");
        tree().inclusionProof(index)
                .forEach(hash -> path.add(Base64.getEncoder().encodeToString(hash)));
        return found.toString();
    }

    private TiledTree tree() {
        return KeptTiles.of(lines.stream()
                        .map(line -> Rfc6962.leafHash(line.getBytes(StandardCharsets.UTF_8)))
                        .toList())
                .tree(lines.size());
    }
}
