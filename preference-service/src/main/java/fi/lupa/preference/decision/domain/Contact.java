// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one controller has on file about a contact; never a permission. */
public record Contact(
        String controller,
        Kind kind,
        AgeBand ageBand,
        @Nullable LocalDate nextBandOn,
        @Nullable Source source,
        Set<String> workProductGroups,
        @Nullable ZoneId timeZone) {

    /** Copies the set. */
    public Contact {
        workProductGroups = Set.copyOf(workProductGroups);
    }

    /** Whether a natural person or an organisation is reached. */
    public enum Kind {
        CONSUMER,
        WORK_NAMED,
        ROLE_ADDRESS,
        SOLE_TRADER,
        UNKNOWN
    }

    /** The age as far as it is known; no birth date is ever kept. */
    public enum AgeBand {
        UNDER_13,
        FROM_13_TO_17,
        ADULT,
        UNKNOWN
    }

    /** Where the contact details came from, GDPR Art. 14(2)(f); {@code obtainedAt} as recorded. */
    public record Source(String kind, @Nullable String obtainedAt, boolean disclosureBan) {}
}
