// SPDX-License-Identifier: Apache-2.0
/**
 * A file of items in chunks that carry their own checksums.
 *
 * <p>Invariant: nothing of a chunk is handed out before the whole chunk was found to be what was written; a file that ends early is damaged.
 *
 * <p>Neighbours: {@code state.packed} and {@code state.saved} say what the items are.
 */
@NullMarked
package fi.lupa.preference.state.chunk;

import org.jspecify.annotations.NullMarked;
