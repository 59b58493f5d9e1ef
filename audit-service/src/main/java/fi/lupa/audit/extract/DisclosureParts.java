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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes, for each fact in scope, the disclosures behind its digests, or what is missing and why. Once the vault does not answer, nothing
 * more is asked, and the manifest says that the disclosures were asked for and not obtained.
 */
final class DisclosureParts {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** As many as the vault takes. */
    private static final int AT_ONCE = 1_000;

    private final BundlePlan plan;
    private final TenantReads reads;
    private final @Nullable DisclosureSource source;
    private final Writer file;
    private final DisclosureTally tally;
    private final KnownAddresses addresses;
    private List<Fact> waiting = new ArrayList<>();
    private @Nullable Block asked;

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
            waiting.add(Fact.of(entry, leaf));
        }
        if (waiting.size() == AT_ONCE) {
            ask(source);
        }
    }

    /** Asks for the rest and says what all of it came to. */
    DisclosureTally end() throws IOException {
        if (source != null && !waiting.isEmpty() && tally.isObtained()) {
            ask(source);
        }
        takeAnswer();
        return tally;
    }

    /** The vault works on one block while the one before is written and the next one is gathered. */
    private void ask(DisclosureSource vault) throws IOException {
        Block next =
                new Block(waiting, vault.ask(waiting.stream().map(Fact::event).toList()));
        waiting = new ArrayList<>();
        takeAnswer();
        asked = next;
    }

    private void takeAnswer() throws IOException {
        Block block = asked;
        asked = null;
        if (block == null || !tally.isObtained()) {
            return;
        }
        try {
            List<JsonNode> answers = block.answers().get();
            for (int i = 0; i < answers.size(); i++) {
                write(block.facts().get(i), answers.get(i));
            }
        } catch (AskedService.NotObtainedException e) {
            tally.failed(e.reason());
        }
    }

    private void write(Fact fact, JsonNode answer) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        line.put("log", fact.log()).put("index", fact.index());
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
        Set<String> digests = fact.digests();
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

    /** What is kept of a fact while the vault is asked about it. */
    private record Fact(UUID event, String log, long index, Set<String> digests) {

        static Fact of(WalkedEntry entry, JsonNode leaf) {
            Set<String> digests = new HashSet<>();
            leaf.path("_sd").forEach(digest -> digests.add(digest.asText()));
            return new Fact(UUID.fromString(leaf.path("id").asText()), entry.log(), entry.index(), digests);
        }
    }

    /** Facts that the vault was asked about. */
    private record Block(List<Fact> facts, Supplier<List<JsonNode>> answers) {}
}
