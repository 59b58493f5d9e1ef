// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** A controller recorded a relationship; its newest word of that type stands, but for what protects the person and was left out. */
public record Related(Relationship relationship) implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        Relationship said = state.relationship(relationship)
                .map(relationship::rememberingPorting)
                .orElse(relationship);
        return new Folding(state.next().with(said), null);
    }
}
