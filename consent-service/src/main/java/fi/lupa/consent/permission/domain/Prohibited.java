// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody said no, or took back a yes. Any method will do.
 *
 * @param identifiers the references it is for; none: every identifier of the subject
 */
public record Prohibited(
        UUID recordId,
        Prohibition.Kind kind,
        ChoiceKey key,
        Set<Integer> identifiers,
        @Nullable Instant doNotAskBefore,
        Act act)
        implements PermissionFact {

    /** Keeps copies. */
    public Prohibited {
        identifiers = Set.copyOf(identifiers);
    }

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        Prohibition prohibition =
                new Prohibition(kind, recordId, act.at(), act.recordedAt(), doNotAskBefore, act.method());
        PermissionState next = state.next();
        if (identifiers.isEmpty()) {
            next = next.changing(key, null, cell -> cell)
                    .changingAll(cell -> cell.about(key), cell -> prohibited(cell, prohibition));
        }
        for (int identifier : identifiers.stream().sorted().toList()) {
            next = next.changing(key, identifier, cell -> prohibited(cell, prohibition));
        }
        return new Folding(next, Effect.of(RecordState.valueOf(kind.name())));
    }

    /** A refusal answers a question; a withdrawal does not. */
    private Cell prohibited(Cell cell, Prohibition prohibition) {
        Cell prohibited = cell.prohibited(prohibition);
        return kind == Prohibition.Kind.REFUSED ? prohibited.asked(act.at()) : prohibited;
    }
}
