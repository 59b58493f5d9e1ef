// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.List;
import java.util.Optional;

/** Gate L: nothing above decided. */
final class Endings {

    static final Rule NO_PERMISSION = Rule.denies("54", ReasonCode.NO_PERMISSION)
            .remediedBy(Remedy.ASK_CONSENT)
            .citing("SVPL 200 § 1 mom.", "GDPR 6(1), 25(2)")
            .stating("Nothing above decided. The answer carries the most specific code noted on the way, if any.");

    static final List<Rule> RULES = List.of(
            Rule.denies("53", ReasonCode.IDENTIFIER_UNKNOWN)
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("GDPR 25", "policy")
                    .stating("Nobody has ever recorded the identifier.")
                    .when(inquiry -> inquiry.state().status() != SubjectState.Status.LIVE),
            NO_PERMISSION);

    /** The codes a final DENY may carry, the most specific one first; other notes only add information. */
    private static final List<ReasonCode> MOST_SPECIFIC = List.of(
            ReasonCode.CONTROLLER_NOT_NAMED,
            ReasonCode.PENDING_CONFIRMATION,
            ReasonCode.SOFT_OPT_IN_CONDITIONS_NOT_MET,
            ReasonCode.CONSENT_EXPIRED,
            ReasonCode.RECONSENT_REQUIRED,
            ReasonCode.CONSENT_NOT_DEMONSTRABLE,
            ReasonCode.CONSENT_SCOPE_MISMATCH);

    private Endings() {}

    /** Returns the rule whose code and text the final DENY carries; row 54 has no condition, for it is what is left. */
    static Rule mostSpecific(List<Rule> noted) {
        for (ReasonCode reason : MOST_SPECIFIC) {
            Optional<Rule> found = Among.first(noted, rule -> rule.reason() == reason);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return NO_PERMISSION;
    }
}
