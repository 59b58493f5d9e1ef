// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.preference.answer.DecisionRequest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a client wants to have checked.
 *
 * @param asked the query as it came, for the receipt
 */
record CheckOrder(UUID id, Instant startedAt, Caller caller, Asked asked, Form form) {

    /** The question, and which answers are given. */
    record Asked(
            Map<String, String> query,
            DecisionRequest question,
            IdentifierType type,
            boolean onlyAllowed,
            boolean withLinks) {

        Asked {
            query = Map.copyOf(query);
        }
    }

    /**
     * In what form list and answers come.
     *
     * @param kept whether the answers are kept to be fetched later instead of sent
     */
    record Form(boolean csv, boolean gzipIn, boolean gzipOut, boolean kept) {

        /** The word for the form of the list in receipts. */
        String word() {
            return csv ? "csv" : "ndjson";
        }
    }
}
