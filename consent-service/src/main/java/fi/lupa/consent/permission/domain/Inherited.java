// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.Map;

/**
 * A subject begins with identifiers that another one had: with what was said with them, and with every prohibition that was said for everything,
 * for nobody knows any more who of the two said it.
 *
 * @param refs the references of the identifiers: as they were, and as they are from now on
 */
public record Inherited(PermissionState other, Map<Integer, Integer> refs) implements PermissionFact {

    /** Keeps a copy. */
    public Inherited {
        refs = Map.copyOf(refs);
    }

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        PermissionState next = state.next();
        for (Cell cell : other.choices()) {
            boolean mine = cell.at(null) || refs.containsKey(cell.identifier());
            next = mine
                    ? next.changing(
                            cell.key(),
                            cell.at(null) ? null : refs.get(cell.identifier()),
                            empty -> empty.joinedBy(cell))
                    : next;
        }
        for (Objection objection : other.objections()) {
            next = next.with(objection);
        }
        for (Contact contact : other.contacts()) {
            next = next.with(contact);
        }
        for (Relationship relationship : other.relationships()) {
            next = next.with(relationship);
        }
        return new Folding(next.with(other.wishes().inherited()), null);
    }
}
