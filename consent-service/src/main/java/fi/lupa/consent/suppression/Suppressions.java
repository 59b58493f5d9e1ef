// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import fi.lupa.consent.sql.Together;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Adds to lists that only grow, and asks them. Runs inside the caller's transaction. */
@ApplicationScoped
public class Suppressions {

    private final SuppressionRows rows;
    private final BlockJournal journal;

    Suppressions(SuppressionRows rows, BlockJournal journal) {
        this.rows = rows;
        this.journal = journal;
    }

    /** Adds the entries together with the news of them, and returns how many were new. */
    public long add(TenantId tenant, ListName list, Collection<Entry> entries, Instant now) {
        if (!list.growsOnly()) {
            throw new IllegalArgumentException("a register is replaced, never added to");
        }
        SuppressionRows.Added added = rows.add(tenant, list, SuppressionRows.NO_SLOT, entries, now);
        journal.blocks(tenant, list, SuppressionRows.NO_SLOT, added.blocks(), now);
        return added.count();
    }

    /** Returns those of the keys that any of the lists has, each with when it was last put on one. */
    public Map<IdentifierKey, Instant> since(
            TenantId tenant, Collection<ListName> lists, Collection<IdentifierKey> keys) {
        return keys.isEmpty() ? Map.of() : rows.since(tenant, lists, keys);
    }

    /** Looks with other statements for those of the keys, of which there are some, that any of the lists has, each with when it was last put on one. */
    public Together.Told<Map<IdentifierKey, Instant>> since(
            Together together, TenantId tenant, Collection<ListName> lists, Collection<IdentifierKey> keys) {
        return rows.since(together, tenant, lists, keys);
    }

    /** Tells whether the list has any of the keys. */
    public boolean holds(TenantId tenant, ListName list, Collection<IdentifierKey> keys) {
        return !keys.isEmpty() && rows.holds(tenant, list, keys);
    }

    /** Returns entries of one list that only grows which another has not, at most so many. */
    public List<Entry> missing(TenantId tenant, ListName from, ListName into, int most) {
        return rows.missing(tenant, from, into, most);
    }
}
