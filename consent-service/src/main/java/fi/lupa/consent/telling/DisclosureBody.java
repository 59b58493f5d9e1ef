// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.capture.Required;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/disclosures}: somebody received something about somebody.
 *
 * @param recipient whom it is about
 * @param data which kinds of data, by names: {@code email}, {@code segment}
 * @param reference under which name the recipient keeps it; it must say nothing about the person, for it outlives an erasure until the
 *     recipient has acknowledged that
 */
record DisclosureBody(
        @Required String controller,
        @Required List<RawIdentifier> recipient,
        @Required DisclosedTo disclosedTo,
        @Nullable String purpose,
        @Required List<String> data,
        @Nullable String reference,
        @Required Instant at) {

    private static final Pattern DATA = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");
    /** Begins with a letter, so that no telephone number passes; has no {@code @}. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z][A-Za-z0-9._:-]{0,99}");

    private static final int MOST_DATA = 50;

    /** Throws INVALID_VALUE. */
    void check() {
        if (data.isEmpty()
                || data.size() > MOST_DATA
                || !data.stream().allMatch(name -> DATA.matcher(name).matches())) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/data", "NOT_A_NAME");
        }
        if (reference != null && !REFERENCE.matcher(reference).matches()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/reference", "NOT_A_NAME");
        }
    }

    @Override
    public String toString() {
        return "DisclosureBody[…]";
    }
}
