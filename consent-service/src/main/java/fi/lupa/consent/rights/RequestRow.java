// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.permission.domain.RightsRequest;
import fi.lupa.platform.id.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of requests.
 *
 * @param parted whether somebody it is about was split since
 */
record RequestRow(
        UUID id,
        String controller,
        List<SubjectId> subjects,
        RightsRequest.Kind kind,
        Identity identity,
        Instant receivedAt,
        Instant dueAt,
        @Nullable Outcome outcome,
        @Nullable Instant completedAt,
        boolean parted) {

    /** The request as a state carries it. */
    RightsRequest standing() {
        return new RightsRequest(id, controller, kind, receivedAt, completedAt);
    }
}
