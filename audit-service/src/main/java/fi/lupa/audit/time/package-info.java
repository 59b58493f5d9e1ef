// SPDX-License-Identifier: Apache-2.0
/**
 * Time stamps of an authority outside (RFC 3161) over checkpoints: that a log had come this far by then.
 *
 * <p>Invariant: a stamp is kept only if it is over that very checkpoint and its signature holds; nothing waits for an authority.
 *
 * <p>Neighbours: checkpoints come from the log's tables as {@code lupa_audit_writer}; extracts take the stamps into their bundles.
 */
@NullMarked
package fi.lupa.audit.time;

import org.jspecify.annotations.NullMarked;
