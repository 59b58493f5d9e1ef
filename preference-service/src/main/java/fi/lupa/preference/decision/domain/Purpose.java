// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** Stands for a purpose nobody has defined; it is retired, so nothing is allowed for it. */
    static final Purpose UNDEFINED = new Purpose(
            "",
            Category.DIRECT_MARKETING,
            Set.of(),
            Map.of(),
            false,
            null,
            null,
            null,
            false,
            Set.of(),
            true,
            false,
            Set.of(),
            true);

    /** Copies the collections. */
    public Purpose {
        channels = Set.copyOf(channels);
        basis = Map.copyOf(basis);
        topics = Set.copyOf(topics);
        flags = Set.copyOf(flags);
    }

    /** Returns the registered bases for a channel, or all of them where there is no channel. */
    Set<LegalBasis> bases(@Nullable Channel channel) {
        return channel == null
                ? basis.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet())
                : basis.getOrDefault(channel.name(), Set.of());
    }

    boolean has(Flag flag) {
        return flags.contains(flag);
    }

    boolean reachesBeyondTheSite() {
        return has(Flag.SHARES_OUTSIDE) || has(Flag.CROSS_CONTEXT_ADS);
    }

    /** What a purpose does beyond contacting. */
    public enum Flag {
        USES_PROFILING,
        SHARES_OUTSIDE,
        CROSS_CONTEXT_ADS,
        STRICTLY_NECESSARY
    }
}
