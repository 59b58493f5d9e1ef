// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.capture.Required;
import fi.lupa.consent.permission.domain.Restriction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/rights-requests/{id}/complete}.
 *
 * @param identity what has become known of it since; null: as it was
 * @param keepProof whether an erasure keeps sealed proof of what the person had said; null: it does
 * @param restriction what is restricted, for a RESTRICTION that is granted
 * @param subjects who is erased; null: everybody the request is about, which will not do once one of them was split
 */
record CompleteBody(
        @Required Outcome outcome,
        @Nullable Identity identity,
        @Nullable Boolean keepProof,
        @Nullable RestrictionBody restriction,
        @Nullable List<String> subjects) {

    /** What is restricted, why and how long. */
    record RestrictionBody(
            @Required Restriction.Scope scope,
            @Required Restriction.Ground ground,
            @Required Instant from,
            @Nullable Instant until) {}
}
