// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.architecture.violations.one;

import fi.lupa.preference.architecture.violations.two.Second;
import org.jspecify.annotations.Nullable;

/** Planted: half of a cycle. */
public record First(@Nullable Second second) {}
