// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.serving.TenantReads;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.key.Digests;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes, for each fact in scope, the disclosures behind its digests, or what is missing and why. Once the vault does not answer, nothing
 * more is asked, and the manifest says that the disclosures were asked for and not obtained.
 */
final class DisclosureParts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 200;

    private final BundlePlan plan;
    private final TenantReads reads;
    private final @Nullable DisclosureSource source;
    private final Writer file;
    private final DisclosureTally tally;
    private final List<Fact> waiting = new ArrayList<>();
    private final KnownAddresses addresses;

    /** Takes where to write, and who is told of the addresses among the fields. */
    DisclosureParts(
            BundlePlan plan,
            TenantReads reads,
            @Nullable DisclosureSource source,
            Writer file,
            KnownAddresses addresses) {
        this.plan = plan;
        this.reads = reads;
        this.source = source;
        this.file = file;
        this.addresses = addresses;
        this.tally = new DisclosureTally(source == null ? "NOT_ASKED" : "OBTAINED");
    }

    void add(WalkedEntry entry) throws IOException {
        byte[] line = entry.line();
        if (line == null || source == null || !tally.isObtained() || !plan.isInScope(entry)) {
            return;
        }
        JsonNode leaf = JSON.readTree(line);
        boolean isFact =
                leaf.has("sub") && leaf.path("src").path("topic").asText().endsWith("permission-events.v1");
        if (isFact) {
            waiting.add(new Fact(entry, leaf));
        }
        if (waiting.size() == AT_ONCE) {
            ask(source);
        }
    }

    /** Asks for the rest and says what all of it came to. */
    DisclosureTally end() throws IOException {
        if (source != null && !waiting.isEmpty()) {
            ask(source);
        }
        return tally;
    }

    private void ask(DisclosureSource vault) throws IOException {
        try {
            List<JsonNode> answers = vault.of(waiting.stream().map(Fact::event).toList());
            for (int i = 0; i < answers.size(); i++) {
                write(waiting.get(i), answers.get(i));
            }
        } catch (AskedService.NotObtainedException e) {
            tally.failed(e.reason());
        }
        waiting.clear();
    }

    private void write(Fact fact, JsonNode answer) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        line.put("log", fact.entry().log()).put("index", fact.entry().index());
        line.put("event", fact.event().toString());
        JsonNode disclosures = answer.path("disclosures");
        String result = disclosures.isArray() ? held(fact, disclosures) : missing(answer, line);
        line.put("result", result);
        if (result.equals("HELD")) {
            line.set("disclosures", disclosures);
            addresses.addFrom(disclosures);
        }
        tally.count(result);
        file.write(JSON.writeValueAsString(line));
        file.write('\n');
    }

    /** Every digest of the leaf needs its disclosure, and no other is let through; one digest alone may be a decoy. */
    private static String held(Fact fact, JsonNode disclosures) {
        Set<String> digests = new HashSet<>();
        fact.leaf().path("_sd").forEach(digest -> digests.add(digest.asText()));
        if (disclosures.isEmpty() && digests.size() == 1) {
            return "NONE";
        }
        Set<String> given = new HashSet<>();
        disclosures.forEach(disclosure -> given.add(digest(disclosure.asText())));
        return given.equals(digests) ? "HELD" : "VIOLATION";
    }

    /** What is missing must be explained by an entry of the log, or by its time having come; anything else is a violation. */
    private String missing(JsonNode answer, ObjectNode line) {
        String why = answer.path("missing").asText("UNKNOWN");
        line.put("missing", why);
        if (answer.has("destroyedAt")) {
            line.put("destroyedAt", answer.path("destroyedAt").asText());
        }
        if (why.equals("RETENTION")) {
            return "RETENTION";
        }
        String erasing = answer.path("erasedBy").asText("");
        String place = why.equals("ERASED") && !erasing.isEmpty() ? place(UUID.fromString(erasing)) : null;
        line.put("erasedBy", erasing).put("see", place);
        return place == null ? "VIOLATION" : "ERASED";
    }

    private @Nullable String place(UUID event) {
        UUID tenant = plan.extract().tenant();
        return reads.read(new TenantId(tenant), connection -> IssuedPlace.of(connection, tenant, event))
                .map(found -> found.log() + ":" + found.index())
                .orElse(null);
    }

    private static String digest(String disclosure) {
        byte[] hash = Digests.sha256(disclosure.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private record Fact(WalkedEntry entry, JsonNode leaf) {

        UUID event() {
            return UUID.fromString(leaf.path("id").asText());
        }
    }
}
