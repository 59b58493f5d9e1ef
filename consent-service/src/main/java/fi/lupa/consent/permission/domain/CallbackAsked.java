// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** The person asked to be called. It lifts nothing. */
public record CallbackAsked(CallbackRequest request) implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        PermissionState next = state.next();
        return new Folding(next.with(next.wishes().with(request)), null);
    }
}
