// SPDX-License-Identifier: Apache-2.0
/**
 * Signs what the logs have come to: checkpoints, which outsiders keep and compare.
 *
 * <p>Invariant: never two histories under one key. What is signed was committed, extends what was signed before, and is on disk
 * inside and outside the database before anyone sees it; in any doubt nothing is signed.
 *
 * <p>Neighbours: heads and tiles come from the log's tables as {@code lupa_audit_writer}; notes from merkle; serving shows what is signed; witness tells of what others saw.
 */
@NullMarked
package fi.lupa.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
