// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A withdrawal or a refusal for one choice. */
public record Prohibition(
        Kind kind,
        String recordId,
        Instant at,
        Instant recordedAt,
        @Nullable Instant doNotAskBefore) {

    /** Whether something given was taken back, or something asked was declined. */
    public enum Kind {
        WITHDRAWN,
        REFUSED
    }
}
