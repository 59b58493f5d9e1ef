// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The proof of what was refused without its content: who holds the record can show that it is the one.
 *
 * @param digest RFC 9901 digest of the disclosure {@code [salt, "value", base64url of the raw value]}
 */
public record RefusedRecord(Source source, Rejection reason, String salt, String digest) {

    /** Returns the proof for a refused record under a fresh salt. */
    public static RefusedRecord of(Reading.Rejected rejected, RandomGenerator random) {
        String salt = Digests.salt(random);
        String digest = Digests.ofDisclosure(salt, "value", rejected.raw());
        return new RefusedRecord(rejected.source(), rejected.reason(), salt, digest);
    }

    /** Returns the entry that tells of it, in the log of that tenant. */
    public LogEvent event(UUID tenant, UUID id, Instant at) {
        return new LogEvent(
                tenant,
                id,
                "ingest.rejected",
                at,
                at,
                About.NOBODY,
                null,
                source,
                JsonNodeFactory.instance.objectNode().put("reason", reason.name()),
                List.of(digest));
    }
}
