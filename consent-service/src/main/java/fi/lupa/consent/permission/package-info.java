// SPDX-License-Identifier: Apache-2.0
/**
 * Writes and reads a subject's permission state as the JSON that is stored and published.
 *
 * <p>Invariant: what was written is read back equal; identifiers are never part of it.
 *
 * <p>Neighbours: the rules are in {@code domain}; {@code subject} stores the state, the relay publishes it.
 */
@NullMarked
package fi.lupa.consent.permission;

import org.jspecify.annotations.NullMarked;
