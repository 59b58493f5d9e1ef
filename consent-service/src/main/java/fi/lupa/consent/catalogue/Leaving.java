// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a controller leaves, as its catalogue entry says it.
 *
 * @param closesAt from when no permission is taken any more
 * @param destroysAt from when what is personal is destroyed, if a second person has released that
 * @param destroyedAt when that was done; null: not yet
 */
public record Leaving(
        UUID id,
        Instant noticeAt,
        Instant closesAt,
        Instant destroysAt,
        @Nullable Instant destroyedAt) {}
