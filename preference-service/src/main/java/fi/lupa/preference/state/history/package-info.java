// SPDX-License-Identifier: Apache-2.0
/**
 * Answers questions about the past: what was known at one moment of what held at another.
 *
 * <p>Invariant: only what is complete answers; a revision that is missing, or one not yet projected, refuses the question.
 *
 * <p>Neighbours: reads what the projector ({@code state.feed}) has stored; the {@code answer} feature asks.
 */
@NullMarked
package fi.lupa.preference.state.history;

import org.jspecify.annotations.NullMarked;
