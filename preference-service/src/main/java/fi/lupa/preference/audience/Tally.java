// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.preference.answer.ListAnswer;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.ReasonCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what became of lines. */
final class Tally {

    private final Map<Outcome, long[]> decisions = new EnumMap<>(Outcome.class);
    private final Map<ReasonCode, long[]> reasons = new EnumMap<>(ReasonCode.class);
    private final Map<ProblemCode, long[]> errors = new EnumMap<>(ProblemCode.class);
    private long lines;

    void line() {
        lines++;
    }

    long lines() {
        return lines;
    }

    void answered(ListAnswer answer) {
        count(decisions, answer.outcome(), 1);
        count(reasons, answer.reason(), 1);
    }

    void failed(ProblemCode code) {
        count(errors, code, 1);
    }

    /** Counts what was counted elsewhere. */
    void add(Tally other) {
        lines += other.lines;
        other.decisions.forEach((outcome, many) -> count(decisions, outcome, many[0]));
        other.reasons.forEach((reason, many) -> count(reasons, reason, many[0]));
        other.errors.forEach((code, many) -> count(errors, code, many[0]));
    }

    SortedMap<String, Long> decisions() {
        return byName(decisions);
    }

    SortedMap<String, Long> reasons() {
        return byName(reasons);
    }

    SortedMap<String, Long> errors() {
        return byName(errors);
    }

    private static <E extends Enum<E>> void count(Map<E, long[]> counts, E what, long many) {
        counts.computeIfAbsent(what, any -> new long[1])[0] += many;
    }

    private static <E extends Enum<E>> SortedMap<String, Long> byName(Map<E, long[]> counts) {
        SortedMap<String, Long> named = new TreeMap<>();
        counts.forEach((what, many) -> named.put(what.name(), many[0]));
        return named;
    }
}
