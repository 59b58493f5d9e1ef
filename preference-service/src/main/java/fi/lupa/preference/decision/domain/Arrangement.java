// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One version of an arrangement of joint controllers, GDPR Art. 26: a stop at one of them counts for all, for these purposes. It
 * goes on counting when the arrangement has ended or was changed, for whatever does not rest on a consent given after that.
 *
 * @param recordedAt when this version was written down
 * @param replacedAt when the next version was; null for the newest
 */
public record Arrangement(
        Set<String> controllers,
        Set<String> purposes,
        @Nullable Instant from,
        @Nullable Instant until,
        Instant recordedAt,
        @Nullable Instant replacedAt) {

    /** Copies the sets. */
    public Arrangement {
        controllers = Set.copyOf(controllers);
        purposes = Set.copyOf(purposes);
    }

    /** Returns this version as one that another has replaced. */
    public Arrangement replacedAt(Instant next) {
        return new Arrangement(controllers, purposes, from, until, recordedAt, next);
    }

    boolean covers(String controller, String purpose) {
        return controllers.contains(controller) && purposes.contains(purpose);
    }

    boolean wasKnownBy(@Nullable Instant knownAt) {
        return knownAt == null || !knownAt.isBefore(recordedAt);
    }

    /** Tells whether it is the newest version of those known by then, and its dates cover the moment of the contact. */
    boolean isInForce(Instant at, @Nullable Instant knownAt) {
        boolean newest = replacedAt == null || (knownAt != null && knownAt.isBefore(replacedAt));
        return newest && Spans.contains(from, until, at);
    }

    /** Tells whether it has begun by the moment of the contact; a version that was replaced before its first day never does. */
    boolean hasBegun(Instant at) {
        return from == null || (!at.isBefore(from) && (replacedAt == null || replacedAt.isAfter(from)));
    }

    /** Tells whether it was over at a moment: past its last day, or replaced. */
    boolean isOverAt(Instant moment) {
        return Stream.of(Optional.ofNullable(until), Optional.ofNullable(replacedAt))
                .flatMap(Optional::stream)
                .anyMatch(end -> !end.isAfter(moment));
    }
}
