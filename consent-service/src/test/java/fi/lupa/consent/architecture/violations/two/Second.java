// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.architecture.violations.two;

import fi.lupa.consent.architecture.violations.one.First;

/** Violates on purpose: uses a feature that uses this one. */
public record Second(First first) {}
