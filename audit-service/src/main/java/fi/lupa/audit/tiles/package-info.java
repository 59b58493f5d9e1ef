// SPDX-License-Identifier: Apache-2.0
/**
 * The tiles of a log as PostgreSQL has them: full ones as stored, partial ones made of leaf hashes and roots.
 *
 * <p>Invariant: read-only; a tile that the database does not have is an error, never a guess.
 *
 * <p>Neighbours: written by the log's sequencer; the signer and whoever serves proofs read trees through it.
 */
@NullMarked
package fi.lupa.audit.tiles;

import org.jspecify.annotations.NullMarked;
