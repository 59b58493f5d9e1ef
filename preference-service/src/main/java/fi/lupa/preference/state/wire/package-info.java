// SPDX-License-Identifier: Apache-2.0
/**
 * Turns records of the four topics into states, catalogue entries and marks, reading tolerantly: what is new is ignored, what
 * is broken is refused with a reason and never with its content.
 *
 * <p>Invariant: projector and tailer read by the same code, so that neither believes what the other refuses.
 *
 * <p>Neighbours: the shapes are consent-service's contract; the rules' own records are what comes out.
 */
@NullMarked
package fi.lupa.preference.state.wire;

import org.jspecify.annotations.NullMarked;
