// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.leaf.About;
import fi.lupa.audit.leaf.LogEvent;
import fi.lupa.audit.leaf.Source;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Something that this service itself has to log, such as that it has issued an extract.
 *
 * @param digests salted digests, at least one, as every leaf has
 */
public record OwnEvent(
        UUID tenant, UUID id, String kind, Instant at, About about, ObjectNode details, List<String> digests) {

    /** Keeps a copy of the list. */
    public OwnEvent {
        digests = List.copyOf(digests);
    }

    LogEvent from(Source source) {
        return new LogEvent(tenant, id, kind, at, at, about, null, source, details, digests);
    }
}
