// SPDX-License-Identifier: Apache-2.0
/**
 * The rulebook: a pure function from a question, facts, a catalogue and a moment to a decision.
 *
 * <p>Invariant: what no rule allows is denied, and more prohibition or less permission never yields an ALLOW.
 * Neighbours: none; callers map their own shapes onto these records.
 */
@NullMarked
package fi.lupa.preference.decision.domain;

import org.jspecify.annotations.NullMarked;
