// SPDX-License-Identifier: Apache-2.0
/**
 * Series of rounds, the processor time of processes, the machine, and the report of all that.
 *
 * <p>Invariant: every round is kept and shown; nothing is thrown away as an outlier. Neighbours: the figures fill a report, {@code Main} prints it.
 */
@NullMarked
package fi.lupa.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
