// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** Somebody said yes, and what came along shows that it proves nothing: kept on record, never a permission. */
public record Unprovable(Given given, Defect defect) implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        Act act = given.act();
        Undemonstrable undemonstrable =
                new Undemonstrable(given.recordId(), act.method(), defect, act.at(), act.recordedAt());
        PermissionState next = state.next().changing(given.key(), given.identifier(), cell -> cell.asked(act.at())
                .notDemonstrable(undemonstrable));
        return new Folding(next, Effect.none(RecordState.NOT_DEMONSTRABLE, Because.NOT_DEMONSTRABLE));
    }
}
