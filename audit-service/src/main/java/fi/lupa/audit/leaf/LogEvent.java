// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be logged, before it has a place in a log.
 *
 * @param at when it happened
 * @param recordedAt when the producer recorded it
 * @param details the public members that have none of their own in the leaf
 * @param digests salted digests of the personal fields, as in RFC 9901, sorted, at least one
 */
public record LogEvent(
        UUID tenant,
        UUID id,
        String kind,
        Instant at,
        Instant recordedAt,
        About about,
        @Nullable Revision revision,
        Source source,
        ObjectNode details,
        List<String> digests) {

    /** Keeps a copy of the list. */
    public LogEvent {
        digests = List.copyOf(digests);
    }
}
