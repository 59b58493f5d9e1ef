// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.ReasonCode;
import fi.lupa.preference.decision.domain.Remedy;
import fi.lupa.preference.decision.domain.Rulebook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller without {@code decision:explain} is told: nothing by which one DENY can be told from another of the same coarse
 * code, so that unknown, not permitted and somebody else's look the same. The code of the answer is also the key of its text.
 */
public final class CoarseAnswer {

    private static final String OPTED_OUT_TEXT = "OPTED_OUT";

    private CoarseAnswer() {}

    /** Returns the decision without what only {@code decision:explain} may see. */
    public static Decision of(Decision decision) {
        ReasonCode coarse = decision.reason().coarse();
        boolean hidden = coarse != decision.reason();
        return new Decision(
                decision.outcome(),
                coarse,
                hidden ? textOf(coarse) : decision.row(),
                decision.outcome() == Outcome.DENY ? null : decision.basis(),
                hidden ? rulesOf(coarse) : decision.rules(),
                hidden ? remedyOf(coarse) : decision.remedy(),
                decision.obligations(),
                null,
                decision.source(),
                decision.notBefore(),
                decision.validUntil(),
                decision.hypothetical(),
                null,
                decision.rulebook());
    }

    private static String textOf(ReasonCode coarse) {
        return coarse == ReasonCode.NO_PERMISSION ? Rulebook.NO_PERMISSION_ROW : OPTED_OUT_TEXT;
    }

    private static List<String> rulesOf(ReasonCode coarse) {
        return coarse == ReasonCode.NO_PERMISSION ? Rulebook.noPermissionRules() : List.of();
    }

    private static @Nullable Remedy remedyOf(ReasonCode coarse) {
        return coarse == ReasonCode.NO_PERMISSION ? Remedy.ASK_CONSENT : Remedy.NONE;
    }
}
