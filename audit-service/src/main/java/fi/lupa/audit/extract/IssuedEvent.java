// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.leaf.About;
import fi.lupa.audit.log.OwnEvent;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.key.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The entry {@code extract.issued}: what was issued, and salted digests of the two who asked and released, so that who knows the salts
 * can prove who it was. It is about the extract's subject and controller, so it is the newest link of their chains.
 */
final class IssuedEvent {

    static final String KIND = "extract.issued";

    private static final Base64.Encoder BASE_64 = Base64.getUrlEncoder().withoutPadding();

    private IssuedEvent() {}

    static OwnEvent of(Extract extract, Release release) {
        ExtractScope scope = extract.scope();
        About about = new About(
                scope.controller(), scope.subject(), scope.purpose(), null, null, null, extract.controllers());
        List<String> digests = Stream.of(
                        digest(extract.requested(), "requestedBy"), digest(release.officer(), "releasedBy"))
                .sorted()
                .toList();
        return new OwnEvent(
                extract.tenant(), release.event(), KIND, release.officer().at(), about, details(extract), digests);
    }

    /** Returns the digest of the disclosure {@code [salt, name, sub]} as in RFC 9901. */
    private static String digest(Extract.Officer officer, String name) {
        String disclosure = JsonNodeFactory.instance
                .arrayNode()
                .add(officer.salt())
                .add(name)
                .add(officer.sub())
                .toString();
        String encoded = BASE_64.encodeToString(disclosure.getBytes(StandardCharsets.UTF_8));
        return BASE_64.encodeToString(Digests.sha256(encoded.getBytes(StandardCharsets.US_ASCII)));
    }

    static ObjectNode details(Extract extract) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.put("extract", extract.id().toString())
                .put("requestReference", extract.reference())
                .put("legalBasis", extract.legalBasis())
                .put("authority", extract.authority())
                .put("requestedAt", Timestamps.format(extract.requested().at()));
        details.set("scope", scope(extract.scope()));
        return details;
    }

    static ObjectNode scope(ExtractScope scope) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("subjectId", scope.subject())
                .put("controller", scope.controller())
                .put("purpose", scope.purpose())
                .put("from", text(scope.from()))
                .put("to", text(scope.until()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : Timestamps.format(instant);
    }
}
