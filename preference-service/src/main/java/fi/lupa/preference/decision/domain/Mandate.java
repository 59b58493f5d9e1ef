// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A processor's mandate from one controller; the word {@code *} covers all purposes or all channels, nothing covers none. */
public record Mandate(
        String controller,
        Set<String> purposes,
        Set<String> channels,
        Set<String> rights,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Copies the sets. */
    public Mandate {
        purposes = Set.copyOf(purposes);
        channels = Set.copyOf(channels);
        rights = Set.copyOf(rights);
    }
}
