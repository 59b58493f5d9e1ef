// SPDX-License-Identifier: Apache-2.0
/**
 * The Merkle tree of RFC 6962 as C2SP's tlog-tiles lays it out: hashes, tiles, roots and proofs.
 *
 * <p>Invariant: same hashes as everybody else's, pinned to other people's test vectors; nothing but the JDK is needed.
 *
 * <p>Neighbours: depends on nothing of ours; the log builds on it, notes sign its roots.
 */
@NullMarked
package fi.lupa.audit.merkle;

import org.jspecify.annotations.NullMarked;
