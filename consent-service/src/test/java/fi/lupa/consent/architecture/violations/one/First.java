// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.architecture.violations.one;

import fi.lupa.consent.architecture.violations.two.Second;

/** Violates on purpose: uses a feature that uses this one. */
public record First(Second second) {}
