// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A purpose as a capture needs to know it.
 *
 * @param channels none for profiling, disclosure and the like
 * @param basis by channel name, or by {@code *} for a purpose without channels
 * @param confirmWithin how long a double opt-in may be confirmed
 * @param validity how long a consent holds; null: until it is withdrawn
 * @param flags what it does besides, by the names of the catalogue
 * @param title by language
 * @param retired whether nothing new may be given for it
 */
public record Purpose(
        String controller,
        String key,
        int version,
        Category category,
        List<Channel> channels,
        Map<String, List<LegalBasis>> basis,
        boolean doubleOptIn,
        LifeTime confirmWithin,
        @Nullable LifeTime validity,
        Set<String> topics,
        Set<String> flags,
        Map<String, String> title,
        boolean retired,
        int reminders) {

    private static final String ANY = "*";

    /** Keeps copies. */
    public Purpose {
        channels = List.copyOf(channels);
        basis = Map.copyOf(basis);
        topics = Set.copyOf(topics);
        flags = Set.copyOf(flags);
        title = Map.copyOf(title);
    }

    /** The bases in this channel; null for a purpose without channels. */
    public List<LegalBasis> basisIn(@Nullable Channel channel) {
        return basis.getOrDefault(channel == null ? ANY : channel.name(), List.of());
    }

    /** The same purpose with double opt-in: for a yes of somebody who has not shown control of the address. */
    public Purpose confirmed() {
        return new Purpose(
                controller,
                key,
                version,
                category,
                channels,
                basis,
                true,
                confirmWithin,
                validity,
                topics,
                flags,
                title,
                retired,
                reminders);
    }
}
