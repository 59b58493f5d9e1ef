// SPDX-License-Identifier: Apache-2.0
/**
 * The states of the index in a file of this process, so that the next start of the same build needs not make them again from PostgreSQL.
 *
 * <p>Invariant: the file holds every state as it was where its positions say, or is not used; without it everything is as before, only slower.
 *
 * <p>Neighbours: {@code state.feed} loads from it and reads on from its positions; {@code state.packed} says what the states look like.
 */
@NullMarked
package fi.lupa.preference.state.saved;

import org.jspecify.annotations.NullMarked;
