// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import com.fasterxml.jackson.annotation.JsonInclude;
import fi.lupa.consent.permission.domain.RightsRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the facts of a request say. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RightsPart(
        UUID requestId,
        RightsRequest.Kind kind,
        Identity identity,
        Instant receivedAt,
        Instant dueAt,
        @Nullable Outcome outcome,
        @Nullable Instant completedAt) {

    static RightsPart of(RequestRow row) {
        return new RightsPart(
                row.id(), row.kind(), row.identity(), row.receivedAt(), row.dueAt(), row.outcome(), row.completedAt());
    }

    /** What the fact of an erasure says. */
    record Erasure(UUID requestId, boolean proofKept) {}
}
