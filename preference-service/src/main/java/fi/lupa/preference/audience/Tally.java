// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.preference.answer.ListAnswer;
import java.util.HashMap;
import java.util.Map;

/** Counts what became of the lines. */
final class Tally {

    private final Map<String, long[]> decisions = new HashMap<>();
    private final Map<String, long[]> reasons = new HashMap<>();
    private final Map<String, long[]> errors = new HashMap<>();
    private long lines;

    long line() {
        return ++lines;
    }

    long lines() {
        return lines;
    }

    void answered(ListAnswer answer) {
        count(decisions, answer.outcome().name());
        count(reasons, answer.reason().name());
    }

    void failed(ProblemCode code) {
        count(errors, code.name());
    }

    Map<String, long[]> decisions() {
        return decisions;
    }

    Map<String, long[]> reasons() {
        return reasons;
    }

    Map<String, long[]> errors() {
        return errors;
    }

    private static void count(Map<String, long[]> counts, String name) {
        counts.computeIfAbsent(name, any -> new long[1])[0]++;
    }
}
