// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The question was shown and left unanswered: kept as proof that it was asked, without any effect on what stands. */
public record Asked(UUID recordId, ChoiceKey key, Set<Integer> identifiers, Act act) implements PermissionFact {

    /** Keeps copies. */
    public Asked {
        identifiers = Set.copyOf(identifiers);
    }

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        List<@Nullable Integer> which = new ArrayList<>(identifiers);
        if (which.isEmpty()) {
            which.add(null);
        }
        PermissionState next = state.next();
        for (@Nullable Integer identifier : which) {
            next = next.changing(key, identifier, cell -> cell.asked(act.at()));
        }
        return new Folding(next, new Effect(RecordState.NOT_ANSWERED, false, null));
    }
}
