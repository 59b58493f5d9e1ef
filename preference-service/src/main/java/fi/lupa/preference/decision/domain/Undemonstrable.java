// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A recorded yes that proves nothing; {@code method} is the capture method's name, {@code defect} what is wrong with it. */
public record Undemonstrable(
        String recordId,
        String method,
        @Nullable String defect,
        @Nullable Instant at,
        Instant recordedAt) {

    private static final Set<String> REPORTED = Set.of("IMPORT_WITHOUT_EVIDENCE", "STAFF_ENTRY_UNSIGNED");

    /** Tells whether somebody only reported a yes, so that nobody knows whether the person was ever asked. */
    boolean provesNothingEitherWay() {
        return REPORTED.contains(method);
    }
}
