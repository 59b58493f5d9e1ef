// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers by the first rule that decides; what no rule decides is denied. Pure and safe for any number of threads.
 *
 * <p>All rows are in force but one: row 4 is kept at the edge, where the identifier is still in clear.
 *
 * <p>Whoever supplies the state adds the objections of the organisations behind the identifier, and the lists on
 * which it stands.
 */
public final class Rulebook {

    /** The version every decision names that was not asked for by another. */
    public static final String VERSION = "2026.11-4";

    /** The row of what is left when nothing decided; also the text of every coarse NO_PERMISSION. */
    public static final String NO_PERMISSION_ROW = Endings.NO_PERMISSION.row();

    /** The gates in the order in which they are asked; gate K stands apart because only an ALLOW comes to it. */
    static final List<Gate> GATES = List.of(
            new Gate("A", "Who asks, about what", Authority.RULES),
            new Gate("B", "Protected persons", Protection.RULES),
            new Gate("C", "Erasure and restriction", Rights.RULES),
            new Gate("D", "The person's own prohibitions", Prohibitions.RULES),
            new Gate("E", "Suppression", SuppressionLists.RULES),
            new Gate("F", "Special prohibitions", SpecialProhibitions.RULES),
            new Gate("G", "Sharing", Sharing.RULES),
            new Gate("3.5", "Device storage", DeviceStorage.RULES),
            new Gate("H", "Consent state", ConsentState.RULES),
            new Gate("I", "Existing customer", SoftOptIn.RULES),
            new Gate("J", "Opt-out regimes", OptOutRegimes.RULES),
            new Gate("L", "End", Endings.RULES));

    static final Gate AFTER_ALLOW = new Gate("K", "Preferences, only after an ALLOW", Preferences.RULES);

    private Rulebook() {}

    /** Decides one question about one state; {@code now} is the moment of asking. */
    public static Decision decide(
            Question question, Asker asker, SubjectState state, CatalogueView catalogue, Instant now) {
        return decide(Edition.CURRENT, question, asker, state, catalogue, now);
    }

    private static Decision decide(
            Edition edition, Question question, Asker asker, SubjectState state, CatalogueView catalogue, Instant now) {
        return decide(new Inquiry(edition, question, asker, state, catalogue, now), edition.gates());
    }

    /** Decides for every state that claims the identifier (none: it is unknown) and returns the most restrictive answer. */
    public static Decision decideMostRestrictive(
            Question question, Asker asker, List<SubjectState> states, CatalogueView catalogue, Instant now) {
        return decideMostRestrictive(Edition.CURRENT, question, asker, states, catalogue, now);
    }

    /** The same by the rulebook as it is or was. */
    public static Decision decideMostRestrictive(
            Edition edition,
            Question question,
            Asker asker,
            List<SubjectState> states,
            CatalogueView catalogue,
            Instant now) {
        SubjectState first = states.isEmpty() ? SubjectState.unknown() : states.get(0);
        Decision decided = decide(edition, question, asker, first, catalogue, now);
        for (int i = 1; i < states.size(); i++) {
            Decision another = decide(edition, question, asker, states.get(i), catalogue, now);
            decided = MostRestrictive.of(decided, another);
        }
        return decided;
    }

    /** Returns why the caller may not ask this now; what a mandate allowed once does not open the past to whoever held it. */
    public static Optional<Decision> refusal(Question question, Asker asker, CatalogueView catalogue, Instant now) {
        Inquiry inquiry = new Inquiry(Edition.CURRENT, question, asker, SubjectState.unknown(), catalogue, now);
        return Authority.CALLER.stream()
                .filter(rule -> rule.condition().apply(inquiry).applies())
                .map(rule -> Answer.to(inquiry, rule, Finding.YES))
                .findFirst();
    }

    /** Returns the sources of the rule that nothing is allowed without permission. */
    public static List<String> noPermissionRules() {
        return Endings.NO_PERMISSION.citations();
    }

    /** Decides by gates in this order. Another country's rules are one more gate in such a list. */
    static Decision decide(Inquiry inquiry, List<Gate> gates) {
        List<Rule> noted = new ArrayList<>();
        for (Gate gate : gates) {
            for (Rule rule : gate.rules()) {
                Finding finding = rule.condition().apply(inquiry);
                if (rule.onlyNotes(finding)) {
                    noted.add(rule);
                } else if (finding.applies()) {
                    return rule.effect() == Rule.Effect.ALLOW
                            ? afterPreferences(inquiry, rule, finding)
                            : Answer.to(inquiry, rule, finding);
                }
            }
        }
        return Answer.to(inquiry, Endings.mostSpecific(noted), Finding.YES);
    }

    private static Decision afterPreferences(Inquiry inquiry, Rule allowing, Finding finding) {
        for (Rule preference : inquiry.edition().afterAllow().rules()) {
            Finding narrowing = preference.condition().apply(inquiry);
            if (narrowing.applies()) {
                return Answer.to(inquiry, preference, narrowing);
            }
        }
        return Answer.to(inquiry, allowing, finding);
    }
}
