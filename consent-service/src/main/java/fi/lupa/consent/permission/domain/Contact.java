// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one controller says about the contact; never a permission. */
public record Contact(
        String controller,
        ContactKind kind,
        AgeBand ageBand,
        @Nullable LocalDate nextBandOn,
        @Nullable ContactSource source,
        List<String> workProductGroups,
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable OrganisationRef organisation,
        Instant recordedAt) {

    /** Keeps copies. */
    public Contact {
        workProductGroups = List.copyOf(workProductGroups);
    }
}
