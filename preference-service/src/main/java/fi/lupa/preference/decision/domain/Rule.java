// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One row of the decision table: when it applies, what follows, and why. {@code row} is also the key of its texts;
 * {@code statement} is the row's title in the documentation.
 */
record Rule(
        String row,
        Effect effect,
        ReasonCode reason,
        @Nullable LegalBasis basis,
        Remedy remedy,
        List<String> citations,
        String statement,
        Function<Inquiry, Finding> condition) {

    static Rule allows(String row, ReasonCode reason, LegalBasis basis) {
        return new Rule(row, Effect.ALLOW, reason, basis, Remedy.NONE, List.of(), "", inquiry -> Finding.NO);
    }

    static Rule denies(String row, ReasonCode reason) {
        return without(row, Effect.DENY, reason);
    }

    static Rule defers(String row, ReasonCode reason) {
        return without(row, Effect.DEFER, reason);
    }

    static Rule notes(String row, ReasonCode reason) {
        return without(row, Effect.CONTINUE, reason);
    }

    private static Rule without(String row, Effect effect, ReasonCode reason) {
        return new Rule(row, effect, reason, null, Remedy.NONE, List.of(), "", inquiry -> Finding.NO);
    }

    /** Returns the rule with an ALLOW that preferences (gate K) cannot narrow. */
    Rule whateverThePreferences() {
        return new Rule(row, Effect.ALLOW_AT_ONCE, reason, basis, remedy, citations, statement, condition);
    }

    /** Returns the rule as one that denies, or only continues where the channel has an opt-out regime. */
    Rule unlessOptOutChannel() {
        return new Rule(row, Effect.DENY_OR_CONTINUE, reason, basis, remedy, citations, statement, condition);
    }

    Rule remediedBy(Remedy cure) {
        return new Rule(row, effect, reason, basis, cure, citations, statement, condition);
    }

    Rule citing(String... sources) {
        return new Rule(row, effect, reason, basis, remedy, List.of(sources), statement, condition);
    }

    Rule stating(String title) {
        return new Rule(row, effect, reason, basis, remedy, citations, title, condition);
    }

    Rule when(Predicate<Inquiry> test) {
        return finding(inquiry -> Finding.of(test.test(inquiry)));
    }

    Rule finding(Function<Inquiry, Finding> test) {
        return new Rule(row, effect, reason, basis, remedy, citations, statement, test);
    }

    boolean onlyNotes(Finding finding) {
        return finding.onlyNoted() || (effect == Effect.CONTINUE && finding.applies());
    }

    /** Returns what the rule answers when it is the one that decides; a note that does so denies. */
    Outcome outcome() {
        return effect.outcome;
    }

    enum Effect {
        ALLOW(Outcome.ALLOW),
        ALLOW_AT_ONCE(Outcome.ALLOW),
        DENY(Outcome.DENY),
        DENY_OR_CONTINUE(Outcome.DENY),
        DEFER(Outcome.DEFER),
        CONTINUE(Outcome.DENY);

        private final Outcome outcome;

        Effect(Outcome outcome) {
            this.outcome = outcome;
        }
    }
}
