// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.architecture.violations.two;

import fi.lupa.preference.architecture.violations.one.First;
import org.jspecify.annotations.Nullable;

/** Planted: the other half of a cycle. */
public record Second(@Nullable First first) {}
