// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A purpose of the asked controller's catalogue. The keys of {@code basis} are channel names, or any word without a channel. */
public record Purpose(
        String key,
        Category category,
        Set<Channel> channels,
        Map<String, Set<LegalBasis>> basis,
        boolean liaRegistered,
        @Nullable String legalDuty,
        @Nullable CalendarSpan validity,
        @Nullable Integer minimumAge,
        boolean childDirected,
        Set<String> topics,
        boolean ownOffersOnly,
        boolean refusalInEveryMessage,
        Set<Flag> flags,
        boolean retired) {

    /** Copies the collections. */
    public Purpose {
        channels = Set.copyOf(channels);
        basis = Map.copyOf(basis);
        topics = Set.copyOf(topics);
        flags = Set.copyOf(flags);
    }

    /** What a purpose does beyond contacting. */
    public enum Flag {
        USES_PROFILING,
        SHARES_OUTSIDE,
        CROSS_CONTEXT_ADS,
        STRICTLY_NECESSARY
    }
}
