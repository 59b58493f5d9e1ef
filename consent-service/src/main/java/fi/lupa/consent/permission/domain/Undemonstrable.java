// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.UUID;

/** A consent on record that cannot be demonstrated, where no valid one stands. */
public record Undemonstrable(UUID recordId, CaptureMethod method, Defect defect, Instant at, Instant recordedAt) {}
