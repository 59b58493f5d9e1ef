// SPDX-License-Identifier: Apache-2.0
/**
 * The Merkle tree of RFC 6962: hashes of leaves and nodes, and the root of a growing list.
 *
 * <p>Invariant: same hashes as everybody else's, pinned to other people's test vectors.
 *
 * <p>Neighbours: depends on nothing of ours; the log builds on it.
 */
@NullMarked
package fi.lupa.audit.merkle;

import org.jspecify.annotations.NullMarked;
