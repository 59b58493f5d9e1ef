// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;

/** What a client says about its import. */
record ImportRequest(String controller, boolean dryRun, boolean csv) {

    private static final Set<String> KNOWN = Set.of("controller", "dryRun");
    private static final Set<String> TRUTH = Set.of("true", "false");

    /** Reads the query; a token for one controller alone need not name it. Throws INVALID_VALUE. */
    static ImportRequest read(Caller caller, MultivaluedMap<String, String> query, boolean csv) {
        if (!KNOWN.containsAll(query.keySet())) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "query", "UNKNOWN_PARAMETER");
        }
        String dryRun = query.getFirst("dryRun");
        if (dryRun != null && !TRUTH.contains(dryRun)) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "dryRun", "NOT_ALLOWED");
        }
        String controller = query.getFirst("controller");
        if (controller == null && caller.controllers().size() == 1) {
            controller = caller.controllers().iterator().next();
        }
        if (controller == null) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "controller", "MISSING");
        }
        return new ImportRequest(controller, Boolean.parseBoolean(dryRun), csv);
    }
}
