// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** Something was reported that is kept on record and changes nothing that stands. */
public record Noted() implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        return new Folding(state.next(), null);
    }
}
