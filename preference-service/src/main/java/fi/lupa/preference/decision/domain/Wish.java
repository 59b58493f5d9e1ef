// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the person wants to be contacted by one controller, beside consent; it only ever narrows what is allowed. */
public record Wish(
        String controller,
        @Nullable Instant pausedUntil,
        Set<String> topicsOff,
        @Nullable Channel onlyChannel,
        List<QuietHours> quietHours) {

    /** Copies the collections. */
    public Wish {
        topicsOff = Set.copyOf(topicsOff);
        quietHours = List.copyOf(quietHours);
    }
}
