// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import fi.lupa.consent.capture.Required;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/calls/{id}/stop}.
 *
 * @param heard what is to end; absent: all of it
 * @param words as they were said, for the vault
 */
record StopBody(
        @Required Instant at,
        @Nullable Heard heard,
        @Nullable String words) {

    private static final int LONGEST = 500;

    Heard understood() {
        return heard == null ? Heard.NO_CONTACT : heard;
    }

    /** Throws INVALID_VALUE or CAPTURE_TIME_IN_FUTURE. */
    void check(Instant now) {
        CallBody.past(at, now, "/at");
        if (words != null && (words.isBlank() || words.length() > LONGEST)) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/words", words.isBlank() ? "EMPTY" : "TOO_LONG");
        }
    }

    @Override
    public String toString() {
        return "StopBody[…]";
    }
}
