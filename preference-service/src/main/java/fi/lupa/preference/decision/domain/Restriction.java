// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A restriction of processing, GDPR Art. 18; a scope nobody knows must be mapped to ALL. */
public record Restriction(
        String controller,
        Scope scope,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** What is restricted. */
    public enum Scope {
        MARKETING,
        ALL
    }
}
