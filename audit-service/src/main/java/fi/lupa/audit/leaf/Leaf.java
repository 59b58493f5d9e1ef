// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

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

    /** Returns the line. Its members are written in the order of their names, as the canonical form has them. */
    public static byte[] line(LogEvent event, Placement place) {
        CanonicalText leaf = new CanonicalText().open();
        leaf.member("_sd", event.digests()).member("_sd_alg", DIGEST_ALGORITHM);
        leaf.member("at", Timestamps.format(event.at()));
        About about = event.about();
        leaf.member("basis", about.basis()).member("chan", about.channel());
        addChain(leaf, place.controller(), "cn", "cprev");
        leaf.member("ctl", about.controller());
        if (!event.details().isEmpty()) {
            leaf.member("fact", event.details());
        }
        leaf.member("id", event.id().toString()).member("kind", event.kind());
        leaf.member("log", Timestamps.format(place.loggedAt()));
        Chain subject = place.subject();
        if (subject != null) {
            leaf.member("n", subject.n());
        }
        leaf.member("pol", about.policy());
        leaf.member("prev", subject == null ? null : subject.previous());
        leaf.member("purp", about.purpose()).member("rec", Timestamps.format(event.recordedAt()));
        addOrigin(leaf, event);
        leaf.member("sub", about.subject()).member("ten", event.tenant().toString());
        return fitting(leaf.member("v", VERSION).close().bytes());
    }

    private static byte[] fitting(byte[] line) {
        if (line.length > LONGEST) {
            throw new IllegalStateException("a leaf of " + line.length + " bytes got past the reader");
        }
        return line;
    }

    private static void addChain(CanonicalText leaf, @Nullable Chain chain, String number, String previous) {
        if (chain != null) {
            leaf.member(number, chain.n()).member(previous, chain.previous());
        }
    }

    private static void addOrigin(CanonicalText leaf, LogEvent event) {
        Revision revision = event.revision();
        if (revision != null) {
            leaf.name("rev");
            leaf.open().member("epoch", revision.epoch());
            leaf.member("revision", revision.number()).close();
        }
        leaf.name("src");
        leaf.open().member("offset", Long.toString(event.source().offset()));
        leaf.member("partition", event.source().partition())
                .member("topic", event.source().topic())
                .close();
    }
}
