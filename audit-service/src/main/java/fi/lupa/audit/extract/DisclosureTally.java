// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.extract.report.Report;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the asking for disclosures came to: whether all answers came, and how many of each kind there were. */
final class DisclosureTally {

    private final Map<String, Long> results = new TreeMap<>();
    private String state;
    private @Nullable String reason;

    DisclosureTally(String state) {
        this.state = state;
    }

    boolean isObtained() {
        return state.equals("OBTAINED");
    }

    /** Says whether every field is there that ever was. */
    boolean isWhole() {
        return isObtained() && Set.of("HELD", "NONE").containsAll(results.keySet());
    }

    void failed(String why) {
        state = "NOT_OBTAINED";
        reason = why;
    }

    void count(String result) {
        results.merge(result, 1L, Long::sum);
    }

    /** Returns what is told of it to people. */
    Report.Asked asked() {
        return new Report.Asked(state, reason, results);
    }

    void writeTo(ObjectNode node) {
        node.put("state", state).put("reason", reason);
        ObjectNode counts = node.putObject("results");
        results.forEach(counts::put);
    }
}
