// SPDX-License-Identifier: Apache-2.0
/**
 * Finds what was answered about an address, and proves it against the log.
 *
 * <p>Invariant: who does not have the address finds nothing, and a record is shown only with the proof that it was not changed.
 *
 * <p>Neighbours: the record feature keeps the records, the answer feature names addressees and questions.
 */
@NullMarked
package fi.lupa.preference.lookup;

import org.jspecify.annotations.NullMarked;
