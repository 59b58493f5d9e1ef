// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A permission that waits for the address to confirm it. */
public record Pending(
        UUID recordId,
        Instant at,
        Instant recordedAt,
        @Nullable Instant expiresAt,
        Because because) {}
