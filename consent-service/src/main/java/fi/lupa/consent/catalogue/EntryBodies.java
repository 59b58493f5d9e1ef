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
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a request into the body that is stored and published: with its defaults, its beginning and the digests of its texts. */
@ApplicationScoped
class EntryBodies {

    private static final String FROM = "from";
    private static final List<String> BEGINNINGS = List.of(FROM, "effectiveFrom");
    private static final Set<CatalogueKind> KEEP_THEIR_BEGINNING =
            EnumSet.of(CatalogueKind.GROUP, CatalogueKind.ARRANGEMENT);

    private final ObjectMapper json;

    EntryBodies(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Returns the body of a version that is recorded now. What does not say when it begins begins now, but a membership or arrangement that has
     * begun keeps its beginning: a no that reached joint controllers since then would otherwise be cut short by an edit.
     */
    ObjectNode of(CatalogueRequest request, Optional<CatalogueEntry> before, Instant now) {
        ObjectNode body = json.valueToTree(request);
        before.filter(entry -> KEEP_THEIR_BEGINNING.contains(entry.kind()))
                .ifPresent(entry -> keep(body, entry.body()));
        beginAt(body, now);
        body.path("members").forEach(member -> beginAt(member, now));
        body.path("texts").forEach(EntryBodies::digest);
        return body;
    }

    private static void keep(ObjectNode body, ObjectNode before) {
        if (body.path(FROM).isNull()) {
            body.set(FROM, before.path(FROM));
        }
        body.path("members").forEach(member -> before.path("members").forEach(was -> {
            if (member.path(FROM).isNull() && was.path("controller").equals(member.path("controller"))) {
                ((ObjectNode) member).set(FROM, was.path(FROM));
            }
        }));
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
