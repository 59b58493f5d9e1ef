// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what an event is about, in the members a reader can search by.
 *
 * @param concerns the controllers that a caller must all act for to see the entry
 */
public record About(
        @Nullable String controller,
        @Nullable String subject,
        @Nullable String purpose,
        @Nullable String channel,
        @Nullable String basis,
        @Nullable String policy,
        List<String> concerns) {

    static final About NOBODY = new About(null, null, null, null, null, null, List.of());

    /** Keeps a copy of the list. */
    public About {
        concerns = List.copyOf(concerns);
    }
}
