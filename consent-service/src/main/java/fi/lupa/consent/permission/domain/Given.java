// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody said yes, for one identifier.
 *
 * @param identifier the reference of the identifier it was given with
 * @param confirmBy until when it waits, should it need confirmation
 * @param listedAt since when the identifier stands on a list that it takes the person's own later act, one that shows control of the
 *     identifier, to come back from: of the erased, or of those the controller wants to spare; null: on none
 */
public record Given(
        UUID recordId,
        ChoiceKey key,
        int identifier,
        IdentifierType identifierType,
        PurposeRules rules,
        Terms terms,
        Act act,
        @Nullable Instant confirmBy,
        @Nullable Instant listedAt)
        implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        Effect effect = Judgement.of(state, this);
        PermissionState next = state.next();
        Because because = effect.because();
        if (because == null) {
            return new Folding(standing(next), effect);
        }
        return new Folding(
                switch (because) {
                    case NOT_DEMONSTRABLE -> defective(next);
                    case REPLAYED_ACT, LATER_PROHIBITION -> next;
                    case NEEDS_CONTROL_OF_ADDRESS, NEEDS_CONFIRMATION -> waiting(next, because);
                },
                effect);
    }

    /** The newest permission-capable act decides; an older one that is recorded later changes nothing that stands. */
    private PermissionState standing(PermissionState state) {
        Permission permission = Permission.of(this, lifted(state));
        return state.changing(key, identifier, cell -> {
            Cell asked = cell.asked(act.at());
            Permission current = cell.permission();
            boolean older = current != null && current.effectiveAt().isAfter(permission.effectiveAt());
            return older
                    ? asked
                    : asked.beside(state.cell(key, null).prohibition()).permitted(permission);
        });
    }

    private List<UUID> lifted(PermissionState state) {
        return state.against(key, rules, terms.topics()).stream()
                .map(Objection::id)
                .toList();
    }

    /** What waits already goes on waiting, with the link that was sent for it: the address is not asked anew for each time a form is sent. */
    private PermissionState waiting(PermissionState state, Because because) {
        Pending pending = new Pending(recordId, act.at(), act.recordedAt(), confirmBy, because);
        return state.changing(key, identifier, cell -> {
            Cell asked = cell.asked(act.at());
            return stillWaits(state, cell) ? asked : asked.waiting(pending);
        });
    }

    private boolean stillWaits(PermissionState state, Cell cell) {
        Pending before = cell.pending();
        return before != null
                && Confirmation.stands(state, cell, before.recordId(), rules, terms.topics(), act.recordedAt());
    }

    private PermissionState defective(PermissionState state) {
        Defect defect = act.defect().orElse(Defect.METHOD);
        Undemonstrable undemonstrable = new Undemonstrable(recordId, act.method(), defect, act.at(), act.recordedAt());
        return state.changing(key, identifier, cell -> cell.asked(act.at()).notDemonstrable(undemonstrable));
    }
}
