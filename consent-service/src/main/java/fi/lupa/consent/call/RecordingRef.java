// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import fi.lupa.consent.capture.Required;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a recording is, and what it is: its audio never comes here.
 *
 * @param sha256 in hex
 */
record RecordingRef(@Required String reference, @Required String sha256) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST = 500;

    /** Throws INVALID_VALUE. */
    void check() {
        if (reference.isBlank() || reference.length() > LONGEST) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/recording/reference", "NOT_ALLOWED");
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/recording/sha256", "NOT_A_DIGEST");
        }
    }

    /** As evidence, for the vault. */
    Map<String, String> evidence() {
        return Map.of("recording", reference, "recordingSha256", sha256);
    }

    @Override
    public String toString() {
        return "RecordingRef[…]";
    }
}
