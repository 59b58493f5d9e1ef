// SPDX-License-Identifier: Apache-2.0
/**
 * The figures that are published about Lupa, one class and one command each, taken from outside the services.
 *
 * <p>Invariant: every answer is checked while it is measured, and one wrong answer makes the whole run fail. Neighbours: {@code http} makes the
 * load, {@code measure} does the arithmetic and the report, {@code fi.lupa.local.stack} is what is measured.
 */
@NullMarked
package fi.lupa.benchmarks;

import org.jspecify.annotations.NullMarked;
