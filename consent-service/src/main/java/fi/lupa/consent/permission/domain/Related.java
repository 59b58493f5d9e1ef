// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** A controller recorded a relationship; its newest word of that type stands. */
public record Related(Relationship relationship) implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        return new Folding(state.next().with(relationship), null);
    }
}
