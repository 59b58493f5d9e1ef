// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.id.TenantId;
import java.util.Set;

/**
 * One page to read.
 *
 * @param controllers those the reader acts for; entries that concern any other stay hidden
 */
record EntryQuery(TenantId tenant, Set<String> controllers, EntryFilter filter, Cursor after, int limit) {

    EntryQuery {
        controllers = Set.copyOf(controllers);
    }
}
