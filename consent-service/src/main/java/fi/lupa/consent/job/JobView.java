// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as clients see it.
 *
 * @param code the problem that ended it, if one did
 * @param revision of the last change, where one is known
 */
public record JobView(
        UUID id,
        String kind,
        String controller,
        JobStatus status,
        @Nullable String code,
        Map<String, Long> counts,
        Instant startedAt,
        Instant changedAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String revision) {

    /** Keeps a copy. */
    public JobView {
        counts = Map.copyOf(counts);
    }

    /** The same with the revision of its last change. */
    public JobView withRevision(String token) {
        return new JobView(id, kind, controller, status, code, counts, startedAt, changedAt, token);
    }
}
