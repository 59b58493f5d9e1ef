// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;

/** The act that an import repeats, as the other system recorded it. */
public record Original(CaptureMethod method, Instant at) {}
