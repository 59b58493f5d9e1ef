// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joint controllers of some purposes (GDPR 26), from–until. */
public record Arrangement(
        String key,
        Set<String> controllers,
        Set<String> purposes,
        Instant from,
        @Nullable Instant until) {

    /** Keeps copies. */
    public Arrangement {
        controllers = Set.copyOf(controllers);
        purposes = Set.copyOf(purposes);
    }
}
