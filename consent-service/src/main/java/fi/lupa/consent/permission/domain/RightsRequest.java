// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request of the person under GDPR 15 to 21, as far as decisions need to know it: what it may stop until it is completed. */
public record RightsRequest(
        UUID id,
        String controller,
        Kind kind,
        Instant receivedAt,
        @Nullable Instant completedAt) {

    /** What is asked for. */
    public enum Kind {
        ERASURE,
        RESTRICTION,
        ACCESS,
        RECTIFICATION,
        PORTABILITY,
        OBJECTION_REVIEW
    }

    /** The same, completed. */
    public RightsRequest completedAt(Instant when) {
        return new RightsRequest(id, controller, kind, receivedAt, when);
    }
}
