// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gate K: asked only after an ALLOW, which it may narrow and never widen. */
final class Preferences {

    static final List<Rule> RULES = List.of(
            Rule.denies("51a", ReasonCode.TOPIC_OFF)
                    .citing("GDPR 21(2)")
                    .stating(
                            "The person has switched the topic off; stands before row 50, as a no is more than a not now.")
                    .finding(inquiry -> Objections.at(inquiry, Objection.Scope.TOPIC)
                            .map(objection -> Finding.on(Evidence.ofProhibition(objection.id())))
                            .orElse(Finding.NO)),
            Rule.defers("50a", ReasonCode.QUIET_HOURS)
                    .citing("policy")
                    .stating("The channel is silent at this hour, in the person's time zone.")
                    .finding(Preferences::quiet));

    private Preferences() {}

    private static Finding quiet(Inquiry inquiry) {
        Optional<Instant> end = Silence.of(inquiry).endAfter(inquiry.at());
        return end.map(Finding.YES::until).orElse(Finding.NO);
    }
}
