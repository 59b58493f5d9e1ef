// SPDX-License-Identifier: Apache-2.0
/**
 * The index in memory: identifier key to states, and each tenant's catalogue as immutable snapshots.
 *
 * <p>Invariant: one thread writes, any number reads without locks; a state is replaced by a newer one only.
 *
 * <p>Neighbours: written by the feed's tailer, read through {@link fi.lupa.preference.state.StateIndex}.
 */
@NullMarked
package fi.lupa.preference.state.index;

import org.jspecify.annotations.NullMarked;
