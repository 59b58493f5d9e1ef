// SPDX-License-Identifier: Apache-2.0
/**
 * Audience checks: one question about a list of any length, answered line by line while it is read, with a receipt at the end.
 *
 * <p>Invariant: memory does not grow with the list, no line ends the stream, and nothing of a recipient is stored in clear.
 *
 * <p>Neighbours: answers come from answer, which asks the same rulebook as for one recipient; receipts go to the log by the record feature's outbox.
 */
@NullMarked
package fi.lupa.preference.audience;

import org.jspecify.annotations.NullMarked;
