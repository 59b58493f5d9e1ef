// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;

/** A recorded yes that proves nothing; {@code method} is the capture method's name. */
public record Undemonstrable(String recordId, String method, Instant recordedAt) {}
