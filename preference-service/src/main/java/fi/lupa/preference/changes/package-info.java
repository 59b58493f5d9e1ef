// SPDX-License-Identifier: Apache-2.0
/**
 * Tells a tool what has turned since it last asked, so that it can prune its lists.
 *
 * <p>Invariant: nothing is passed over; a place that the index has not reached, or that something older may still fill, is not told yet.
 *
 * <p>Neighbours: reads which subjects were touched from state's tables, and asks the answer feature what holds for them now.
 */
@NullMarked
package fi.lupa.preference.changes;

import org.jspecify.annotations.NullMarked;
