// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the four topics: the projector into PostgreSQL (one active), the tailer into memory (in every replica).
 *
 * <p>Invariant: no record is skipped in silence; a mark counts only after everything that stands before it was taken in.
 *
 * <p>Neighbours: wire turns records into states, store keeps them, state.domain says how complete they are.
 */
@NullMarked
package fi.lupa.preference.state.feed;

import org.jspecify.annotations.NullMarked;
