// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.Set;

/** Some identifiers turned out to be somebody else's: what was said with them goes with them, and all that was said for everything stays. */
public record Separated(Set<Integer> gone) implements PermissionFact {

    /** Keeps a copy. */
    public Separated {
        gone = Set.copyOf(gone);
    }

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        return new Folding(state.next().without(cell -> !cell.at(null) && gone.contains(cell.identifier())), null);
    }
}
