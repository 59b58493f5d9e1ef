// SPDX-License-Identifier: Apache-2.0
/**
 * Turns a question into an answer a caller may see: the rulebook's decision, its texts and its coarse form.
 *
 * <p>Invariant: what a caller without decision:explain sees tells no unknown person from a known one.
 * Neighbours: {@code decision.domain} holds the rules; the HTTP adapter asks and the state feature supplies the facts.
 */
@NullMarked
package fi.lupa.preference.decision;

import org.jspecify.annotations.NullMarked;
