// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.platform.id.Timestamps;
import java.time.Duration;
import java.time.Instant;

/** An answer that an entry of the log names, and where that entry is. */
record NamedDecision(String log, long index, Instant at) {

    /** Answers that did not allow are kept so long; those that did much longer. */
    private static final Duration SHORTEST_KEPT = Duration.ofDays(30);

    /** Within which time a record's minute is in the log, however slow all is. */
    private static final Duration TOLD_WITHIN = Duration.ofHours(1);

    static NamedDecision of(WalkedEntry entry, JsonNode leaf) {
        return new NamedDecision(
                entry.log(), entry.index(), Timestamps.parse(leaf.path("at").asText()));
    }

    /** Says whether the record's time may have come: nobody knows any more whether it allowed. */
    boolean mayBeForgotten(Instant now) {
        return at.plus(SHORTEST_KEPT).isBefore(now);
    }

    static boolean isRecent(String at, Instant now) {
        return Timestamps.parse(at).plus(TOLD_WITHIN).isAfter(now);
    }
}
