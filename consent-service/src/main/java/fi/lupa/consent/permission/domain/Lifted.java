// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * The person takes back one objection as a whole. Nothing happens unless the act qualifies: the five conditions, control of the
 * identifier among them.
 */
public record Lifted(UUID objectionId, IdentifierType identifierType, Act act) implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        Optional<Objection> objection = state.objection(objectionId);
        if (objection.isEmpty() || objection.get().liftedAt() != null || !qualifies(objection.get())) {
            return new Folding(state.next(), Effect.none(RecordState.GIVEN, reason(objection)));
        }
        Objection lifted = objection.get().lifted(act.recordedAt());
        return new Folding(state.next().with(lifted), Effect.of(RecordState.GIVEN));
    }

    private boolean qualifies(Objection objection) {
        return act.liftsWhatWasSaidAt(objection.at())
                && act.method().showsControl(identifierType)
                && objection.liftableBy(identifierType);
    }

    private Because reason(Optional<Objection> objection) {
        if (act.replayed()) {
            return Because.REPLAYED_ACT;
        }
        boolean shown = act.method().showsControl(identifierType)
                && objection.filter(said -> !said.liftableBy(identifierType)).isEmpty();
        return act.byThePerson() && !shown ? Because.NEEDS_CONTROL_OF_ADDRESS : Because.LATER_PROHIBITION;
    }
}
