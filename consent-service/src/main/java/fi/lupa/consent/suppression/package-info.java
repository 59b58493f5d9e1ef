// SPDX-License-Identifier: Apache-2.0
/**
 * Suppression lists: identifiers that must not be contacted, whoever they belong to, as keyed hashes without subjects.
 *
 * <p>Invariant: own lists and tombstones only grow; a register is replaced at one moment, by a whole one; entry and news of it commit together.
 *
 * <p>Neighbours: erasure adds tombstones, imports ask for them; {@code journal} tells which block has changed, and the relay publishes it.
 */
@NullMarked
package fi.lupa.consent.suppression;

import org.jspecify.annotations.NullMarked;
