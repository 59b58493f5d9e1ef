// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An arrangement of joint controllers, GDPR Art. 26: a stop at one of them counts for all, for these purposes. */
public record Arrangement(
        Set<String> controllers,
        Set<String> purposes,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Copies the sets. */
    public Arrangement {
        controllers = Set.copyOf(controllers);
        purposes = Set.copyOf(purposes);
    }
}
