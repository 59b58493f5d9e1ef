// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission;

import java.time.Instant;
import java.util.UUID;

/** Whose state it is and when it became so. */
public record StateHead(UUID tenant, UUID domain, String subject, Instant recordedAt) {}
