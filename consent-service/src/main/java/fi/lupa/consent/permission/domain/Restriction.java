// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A restriction of processing (GDPR 18).
 *
 * @param request the rights request it came from
 * @param ground why, by the letter of GDPR 18(1)
 * @param until exclusive; null: until it is lifted
 */
public record Restriction(
        UUID id,
        UUID request,
        String controller,
        Scope scope,
        Ground ground,
        Instant from,
        @Nullable Instant until,
        Instant recordedAt) {

    /** What is restricted. */
    public enum Scope {
        MARKETING,
        ALL
    }

    /** The four grounds of GDPR 18(1). */
    public enum Ground {
        ACCURACY_CONTESTED,
        UNLAWFUL_PROCESSING,
        NEEDED_FOR_CLAIMS,
        OBJECTION_PENDING
    }

    /** The same, ended at this time. */
    public Restriction endedAt(Instant end) {
        return new Restriction(id, request, controller, scope, ground, from, end, recordedAt);
    }
}
