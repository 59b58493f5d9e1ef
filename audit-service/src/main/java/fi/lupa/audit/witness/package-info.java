// SPDX-License-Identifier: Apache-2.0
/**
 * Witnesses: others who look on as the logs grow (C2SP's tlog-witness), and without whom a log that was changed could show each reader another history.
 *
 * <p>Invariant: only a cosignature that verifies is kept; nothing waits for a witness; and what a witness saw and we do not have stops the signer.
 *
 * <p>Neighbours: checkpoints and tiles come from the log's tables as {@code lupa_audit_writer}; checkpoint is told to stop; serving and extract show the cosignatures.
 */
@NullMarked
package fi.lupa.audit.witness;

import org.jspecify.annotations.NullMarked;
