// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A consent that waits for its confirmation and permits nothing meanwhile. */
public record Pending(
        String recordId, Instant recordedAt, @Nullable Instant expiresAt) {}
