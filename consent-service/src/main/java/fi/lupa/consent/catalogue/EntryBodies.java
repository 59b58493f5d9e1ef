// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.key.Digests;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Turns a request into the body that is stored and published: with its defaults, its beginning and the digests of its texts. */
@ApplicationScoped
class EntryBodies {

    private static final List<String> BEGINNINGS = List.of("from", "effectiveFrom");

    private final ObjectMapper json;

    EntryBodies(ObjectMapper json) {
        this.json = json;
    }

    /** Returns the body of a version that is recorded now; what does not say when it begins begins now. */
    ObjectNode of(CatalogueRequest request, Instant now) {
        ObjectNode body = json.valueToTree(request);
        beginAt(body, now);
        body.path("members").forEach(member -> beginAt(member, now));
        body.path("texts").forEach(EntryBodies::digest);
        return body;
    }

    private static void beginAt(JsonNode node, Instant now) {
        BEGINNINGS.stream().filter(name -> node.path(name).isNull()).forEach(name -> ((ObjectNode) node)
                .put(name, Timestamps.format(now)));
    }

    /** Hashes title, body and control label, each line ended by LF but the last: what the person saw. */
    private static void digest(JsonNode text) {
        String shown = String.join(
                "\n",
                text.path("title").asText(""),
                text.path("body").asText(""),
                text.path("controlLabel").asText(""));
        byte[] digest = Digests.sha256(shown.getBytes(StandardCharsets.UTF_8));
        ((ObjectNode) text).put("sha256", HexFormat.of().formatHex(digest));
    }
}
