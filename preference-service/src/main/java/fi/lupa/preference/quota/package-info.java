// SPDX-License-Identifier: Apache-2.0
/**
 * Limits about how many different recipients a client may ask in a day, so that the service is no oracle for lists of strangers.
 *
 * <p>Invariant: what is kept tells how many there were, and of nobody whether it was asked about.
 *
 * <p>Neighbours: the answer feature counts each answer here before it leaves; the index tells how many contacts are known.
 */
@NullMarked
package fi.lupa.preference.quota;

import org.jspecify.annotations.NullMarked;
