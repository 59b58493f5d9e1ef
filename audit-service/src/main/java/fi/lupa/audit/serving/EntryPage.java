// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entries in the order of the logs.
 *
 * @param next the cursor of the next page, null on the last
 */
public record EntryPage(List<EntryView> items, @Nullable String next) {

    public EntryPage {
        items = List.copyOf(items);
    }
}
