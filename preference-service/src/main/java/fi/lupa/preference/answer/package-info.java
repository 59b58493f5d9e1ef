// SPDX-License-Identifier: Apache-2.0
/**
 * Questions over HTTP: who asks, about whom, as of which state; and the rulebook's decision as an answer.
 *
 * <p>Invariant: an answer is given from memory alone, and none is given from state that is too old or older than was asked.
 *
 * <p>Neighbours: facts come from state, the decision and its words from decision.
 */
@NullMarked
package fi.lupa.preference.answer;

import org.jspecify.annotations.NullMarked;
