// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** A controller described the contact; its newest description stands. */
public record Described(Contact contact) implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        return new Folding(state.next().with(contact), null);
    }
}
