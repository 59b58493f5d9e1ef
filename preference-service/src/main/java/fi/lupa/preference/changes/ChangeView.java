// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.changes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one name, purpose and channel.
 *
 * @param purpose null, like the channel, if it holds for everything: of an erased person nothing else is left
 * @param from what held by the facts that were known at the cursor; null if nothing was told then
 * @param to what holds now
 * @param since when what changed it was recorded; null of a suppression list
 * @param cursor from which on everything after this is told
 */
public record ChangeView(
        String handle,
        String controller,
        @Nullable String purpose,
        @Nullable String channel,
        @Nullable String from,
        String to,
        @Nullable Instant since,
        String cursor) {

    /**
     * Some changes, in the order in which they were recorded.
     *
     * @param anew whether this is the beginning of everything that holds: what a tool has kept from before ends here
     * @param cursor to ask with next, also if there was nothing
     * @param more whether there is more at once
     */
    public record Page(boolean anew, List<ChangeView> changes, String cursor, boolean more) {

        public Page {
            changes = List.copyOf(changes);
        }
    }
}
