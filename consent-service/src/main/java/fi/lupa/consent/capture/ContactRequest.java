// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.AgeBand;
import fi.lupa.consent.permission.domain.ContactKind;
import fi.lupa.consent.permission.domain.ContactSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code contact} member of a body; what is left out keeps what was said before. */
record ContactRequest(
        @Nullable ContactKind kind,
        @Nullable Organisation organisation,
        @Items @Nullable List<WorkDuty> workDuties,
        @Nullable Age age,
        @Nullable Source source,
        @Nullable String language,
        @Nullable String timeZone) {

    /** The organisation a contact works for. */
    record Organisation(
            @Nullable String businessId, @Nullable String name) {}

    /** What a contact decides on at work, and how that is known. */
    record WorkDuty(@Required String productGroup, @Nullable String evidence) {}

    /** How old somebody is said to be. */
    record Age(@Required AgeBand band, @Nullable LocalDate nextBandOn) {}

    /** Where the contact is from. */
    record Source(
            @Required ContactSource.Kind kind,
            @Nullable String name,
            @Nullable LocalDate obtainedAt,
            Boolean disclosureBan) {

        Source {
            disclosureBan = Absent.or(disclosureBan, false);
        }
    }
}
