// SPDX-License-Identifier: Apache-2.0
/**
 * Reads every log again, from its first line to its newest checkpoint, for as long as the service runs.
 *
 * <p>Invariant: read-only; whatever no longer agrees with the tree is named with its index.
 *
 * <p>Neighbours: reads the log's tables as {@code lupa_audit_writer}; the tree comes from merkle, the keys from checkpoint; nobody calls it.
 */
@NullMarked
package fi.lupa.audit.recheck;

import org.jspecify.annotations.NullMarked;
