// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a processor may do for a controller, and when. {@code *} in purposes or channels means all; an empty set means none.
 *
 * @param until exclusive; null: until it is changed
 */
public record Mandate(
        String id,
        String processor,
        String controller,
        Set<String> purposes,
        Set<String> channels,
        Set<MandateRight> rights,
        Instant from,
        @Nullable Instant until) {

    private static final String ALL = "*";

    /** Keeps copies. */
    public Mandate {
        purposes = Set.copyOf(purposes);
        channels = Set.copyOf(channels);
        rights = Set.copyOf(rights);
    }

    /** Tells whether it is in force and gives this right for purpose and channel; null channel: a purpose without channels. */
    public boolean covers(MandateRight right, String purpose, @Nullable Channel channel, Instant at) {
        return rights.contains(right)
                && has(purposes, purpose)
                && (channel == null || has(channels, channel.name()))
                && isInForce(at);
    }

    /** Tells whether it is in force, whatever it gives. */
    public boolean isInForce(Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }

    private static boolean has(Set<String> names, String name) {
        return names.contains(ALL) || names.contains(name);
    }
}
