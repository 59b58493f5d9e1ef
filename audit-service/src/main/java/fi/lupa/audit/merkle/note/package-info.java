// SPDX-License-Identifier: Apache-2.0
/**
 * C2SP's texts about a tree: signed notes, checkpoints and inclusion proofs.
 *
 * <p>Invariant: what is read comes out byte for byte as it came in, or is refused; a failing signature of a known key refuses the whole note.
 *
 * <p>Neighbours: roots and proofs come from merkle; nothing but the JDK is needed.
 */
@NullMarked
package fi.lupa.audit.merkle.note;

import org.jspecify.annotations.NullMarked;
