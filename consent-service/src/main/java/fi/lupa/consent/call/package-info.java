// SPDX-License-Identifier: Apache-2.0
/**
 * Calls that a machine handles: what the person was told at their start, what they said, and that a stop ends recording and training.
 *
 * <p>Invariant: nothing said is a yes without the notice, the word that a machine speaks and a recording; a stop in a call is in force when it is
 * answered, and after it that call gives no yes.
 *
 * <p>Neighbours: {@code capture} records choices and objections, {@code telling} tells recorder and pipeline and waits for them.
 */
@NullMarked
package fi.lupa.consent.call;

import org.jspecify.annotations.NullMarked;
