// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.preference.decision.domain.Objection;
import fi.lupa.preference.decision.domain.Sendings;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.decision.domain.Wishes;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Small states of people. */
public final class SubjectStates {

    private SubjectStates() {}

    /** Somebody live who has objected to everything, under this id. */
    public static SubjectState withObjection(String id) {
        return with(
                new Objection(id, "kysely", Objection.Scope.ALL, null, null, null, Instant.EPOCH, Instant.EPOCH, null));
    }

    /** Somebody live with one objection. */
    static SubjectState with(Objection objection) {
        return new SubjectState(
                SubjectState.Status.LIVE,
                1,
                Set.of(),
                List.of(),
                List.of(objection),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Suppressions.NONE,
                Wishes.NONE,
                Sendings.NONE);
    }
}
