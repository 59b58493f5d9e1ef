// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.disclosure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the answer.
 *
 * @param disclosures RFC 9901: base64url of {@code ["<salt>","name",value]}; the SHA-256 of each text is among the fact's {@code _sd}; empty
 *     if the fact never had a personal field. Absent if they are missing
 * @param erasedBy the event that erased the person, if it is known
 * @param destroyedAt when they went
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DisclosureLine(
        UUID event,
        @Nullable List<String> disclosures,
        @Nullable Missing missing,
        @Nullable UUID erasedBy,
        @Nullable Instant destroyedAt) {

    static DisclosureLine of(UUID event, List<String> disclosures) {
        return new DisclosureLine(event, disclosures, null, null, null);
    }

    static DisclosureLine missing(UUID event, Missing why) {
        return new DisclosureLine(event, null, why, null, null);
    }

    /** What the line is counted as. */
    String result() {
        if (missing != null) {
            return missing.name();
        }
        return disclosures == null || disclosures.isEmpty() ? "NONE" : "HELD";
    }

    @Override
    public String toString() {
        return "DisclosureLine[" + event + " " + result() + "]";
    }
}
