// SPDX-License-Identifier: Apache-2.0
/**
 * What a line of the log is: the leaf of version 1, and how a record from a topic becomes one or is refused.
 *
 * <p>Invariant: the same event at the same place gives the same bytes, for ever; nothing personal gets in, digests only.
 *
 * <p>Neighbours: the log asks for readings and lines; no input or output of its own, time and randomness come in as arguments.
 */
@NullMarked
package fi.lupa.audit.leaf;

import org.jspecify.annotations.NullMarked;
