// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Writes the leaf of version 1: one JSON object in canonical form, UTF-8, one line without line feed.
 *
 * <p>The bytes are the truth; a golden file holds them, and they must never change for what is already logged.
 */
public final class Leaf {

    /** No leaf is longer, in bytes. */
    public static final int LONGEST = 16 * 1024;

    static final String DIGEST_ALGORITHM = "sha-256";

    private static final int VERSION = 1;

    private Leaf() {}

    /** Returns the line. */
    public static byte[] line(LogEvent event, Placement place) {
        ObjectNode leaf = JsonNodeFactory.instance.objectNode();
        leaf.put("v", VERSION).put("id", event.id().toString()).put("kind", event.kind());
        leaf.put("at", Timestamps.format(event.at()));
        leaf.put("rec", Timestamps.format(event.recordedAt()));
        leaf.put("log", Timestamps.format(place.loggedAt()));
        leaf.put("ten", event.tenant().toString());
        addAbout(leaf, event.about());
        addChain(leaf, place.subject(), "n", "prev");
        addChain(leaf, place.controller(), "cn", "cprev");
        addOrigin(leaf, event);
        if (!event.details().isEmpty()) {
            leaf.set("fact", event.details());
        }
        leaf.put("_sd_alg", DIGEST_ALGORITHM);
        event.digests().forEach(leaf.putArray("_sd")::add);
        byte[] line = CanonicalJson.write(leaf);
        if (line.length > LONGEST) {
            throw new IllegalStateException("a leaf of " + line.length + " bytes got past the reader");
        }
        return line;
    }

    private static void addAbout(ObjectNode leaf, About about) {
        addText(leaf, "ctl", about.controller());
        addText(leaf, "sub", about.subject());
        addText(leaf, "purp", about.purpose());
        addText(leaf, "chan", about.channel());
        addText(leaf, "basis", about.basis());
        addText(leaf, "pol", about.policy());
    }

    private static void addChain(ObjectNode leaf, @Nullable Chain chain, String number, String previous) {
        if (chain != null) {
            leaf.put(number, chain.n());
            addText(leaf, previous, chain.previous());
        }
    }

    private static void addOrigin(ObjectNode leaf, LogEvent event) {
        Revision revision = event.revision();
        if (revision != null) {
            leaf.putObject("rev").put("epoch", revision.epoch()).put("revision", revision.number());
        }
        leaf.putObject("src")
                .put("topic", event.source().topic())
                .put("partition", event.source().partition())
                .put("offset", Long.toString(event.source().offset()));
    }

    private static void addText(ObjectNode leaf, String member, @Nullable String text) {
        if (text != null) {
            leaf.put(member, text);
        }
    }
}
