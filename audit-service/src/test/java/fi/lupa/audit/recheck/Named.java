// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Whether a finding names the place where something was done. */
record Named(String what, List<String> all) {

    private static final Pattern ENTRIES = Pattern.compile("entr(?:y|ies) (\\d+)(?: to (\\d+))?");

    /** The finding must say all of these. */
    static Named text(String... all) {
        return new Named("says " + List.of(all), List.of(all));
    }

    /** The finding must name the entry, alone or as one of the neighbours that were logged or signed for together. */
    static Named entry(int index) {
        return new Named(Integer.toString(index), List.of());
    }

    boolean isIn(String finding) {
        if (!all.isEmpty()) {
            return all.stream().allMatch(finding::contains);
        }
        int index = Integer.parseInt(what);
        return ENTRIES.matcher(finding).results().anyMatch(match -> holds(match, index));
    }

    /** Says whether the finding is exact, not one among neighbours. */
    static boolean isExact(String finding) {
        return !finding.contains("one of the entries");
    }

    private static boolean holds(MatchResult match, int index) {
        int first = Integer.parseInt(match.group(1));
        int last = match.group(2) == null ? first : Integer.parseInt(match.group(2));
        return first <= index && index <= last;
    }
}
