// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the person wants to be contacted by one controller, beside consent; it only ever narrows what is allowed.
 *
 * @param onlyChannels each a wish for that channel alone, and so a no to every other; two of them leave none
 */
public record Wish(
        String controller,
        @Nullable Instant pausedUntil,
        Set<String> topicsOff,
        Set<Channel> onlyChannels,
        List<QuietHours> quietHours,
        List<Cap> caps) {

    /** Copies the collections. */
    public Wish {
        topicsOff = Set.copyOf(topicsOff);
        onlyChannels = Set.copyOf(onlyChannels);
        quietHours = List.copyOf(quietHours);
        caps = List.copyOf(caps);
    }
}
