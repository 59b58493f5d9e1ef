// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a rule and what it found into the words of a decision. */
final class Answer {

    private static final Duration CACHE_LIMIT = Duration.ofMinutes(15);

    private Answer() {}

    static Decision to(Inquiry inquiry, Rule rule, Finding finding) {
        Outcome outcome = rule.outcome();
        boolean allowed = outcome == Outcome.ALLOW;
        Set<Obligation> obligations = allowed ? Obligations.of(inquiry, rule) : Set.of();
        return new Decision(
                outcome,
                rule.reason(),
                rule.row(),
                rule.basis(),
                rule.citations(),
                outcome == Outcome.DENY ? remedy(rule, finding) : null,
                obligations,
                finding.evidence(),
                obligations.contains(Obligation.STATE_CONTACT_SOURCE) ? source(inquiry) : null,
                outcome == Outcome.DEFER ? finding.until() : null,
                validUntil(inquiry, rule, finding),
                inquiry.hypothetical(),
                inquiry.state().revision(),
                inquiry.edition().version());
    }

    private static Remedy remedy(Rule rule, Finding finding) {
        Remedy found = finding.remedy();
        return found == null ? rule.remedy() : found;
    }

    private static Contact.@Nullable Source source(Inquiry inquiry) {
        return inquiry.contact().map(Contact::source).orElse(null);
    }

    /** An answer about another time, or about what could not be read, is never kept. */
    private static @Nullable Instant validUntil(Inquiry inquiry, Rule rule, Finding finding) {
        if (inquiry.hypothetical() || rule.reason() == ReasonCode.STATE_UNAVAILABLE) {
            return null;
        }
        Instant limit = inquiry.now().plus(CACHE_LIMIT);
        boolean allowed = rule.outcome() == Outcome.ALLOW;
        Instant register = allowed ? SuppressionLists.restsOnRegisterUntil(inquiry) : null;
        Instant leaves = allowed ? inquiry.controller().closesAt() : null;
        return earlier(earlier(earlier(limit, register), leaves), finding.until());
    }

    private static Instant earlier(Instant limit, @Nullable Instant other) {
        return other != null && other.isBefore(limit) ? other : limit;
    }
}
