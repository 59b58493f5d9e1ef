// SPDX-License-Identifier: Apache-2.0
/**
 * The states of subjects in few bytes: a table of fingerprints that leads to states packed in blocks, made whole again when they are looked up.
 *
 * <p>Invariant: one thread writes; a reader sees states as they all were at one moment, whole, and none twice or missing; what cannot be unpacked denies.
 *
 * <p>Neighbours: {@code state.wire} whose states are held; {@code state.index} that puts and finds them.
 */
@NullMarked
package fi.lupa.preference.state.packed;

import org.jspecify.annotations.NullMarked;
