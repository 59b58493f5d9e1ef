// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rulebook as a page: every rule in the order in which it is asked. */
public final class RuleSheet {

    private static final String HEAD = """
            # The decision table

            Generated from rulebook %s by `DecisionTableDocTest`; do not edit by hand.
            The first row that decides wins. *Continue* only adds information: if nothing allows in the end, the most specific
            code noted on the way is the code of the DENY. Codes in brackets are what a caller without `decision:explain` sees.
            These are engineering rules, not legal advice.
            """;

    private RuleSheet() {}

    /** Returns the rows in force. */
    public static Set<String> rows() {
        return gates().flatMap(gate -> gate.rules().stream())
                .map(Rule::row)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the codes of the rules that name a remedy. */
    public static Set<String> reasonsWithRemedy() {
        return gates().flatMap(gate -> gate.rules().stream())
                .filter(rule -> rule.remedy() != Remedy.NONE)
                .map(rule -> rule.reason().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Stream<Gate> gates() {
        List<Gate> gates = new ArrayList<>(Rulebook.GATES);
        gates.add(gates.size() - 1, Rulebook.AFTER_ALLOW);
        return gates.stream();
    }

    /** Returns the page in Markdown. */
    public static String markdown() {
        return gates().map(RuleSheet::section)
                .collect(Collectors.joining("\n", HEAD.formatted(Rulebook.VERSION) + "\n", ""));
    }

    private static String section(Gate gate) {
        return gate.rules().stream()
                .map(RuleSheet::line)
                .collect(Collectors.joining(
                        "\n",
                        "## Gate %s: %s\n\n| row | when | answer | reason | rests on | remedy |\n|---|---|---|---|---|---|\n"
                                .formatted(gate.letter(), gate.title()),
                        "\n"));
    }

    private static String line(Rule rule) {
        ReasonCode coarse = rule.reason().coarse();
        String reason = "`" + rule.reason() + "`" + (coarse == rule.reason() ? "" : " [`" + coarse + "`]");
        return "| %s | %s | %s | %s | %s | %s |"
                .formatted(
                        rule.row(),
                        rule.statement(),
                        answer(rule),
                        reason,
                        String.join("; ", rule.citations()),
                        rule.remedy() == Remedy.NONE ? "" : "`" + rule.remedy() + "`");
    }

    private static String answer(Rule rule) {
        String basis = rule.basis() == null ? "" : " (" + rule.basis() + ")";
        return switch (rule.effect()) {
            case ALLOW -> "ALLOW" + basis + ", after gate K";
            case ALLOW_AT_ONCE -> "ALLOW" + basis;
            case DENY -> "DENY";
            case DENY_OR_CONTINUE -> "DENY; *continue* for human calls and letters, unless promised with consent only";
            case DEFER -> "DEFER";
            case CONTINUE -> "*continue*";
        };
    }
}
