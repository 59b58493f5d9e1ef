// SPDX-License-Identifier: Apache-2.0
/**
 * Subjects and their identifiers: who is meant by an address, and where the address itself is kept.
 *
 * <p>Invariant: an identifier belongs to one subject of its identity domain; a capture never merges two subjects.
 *
 * <p>Neighbours: {@code vault} seals the values, {@code store} holds the locks while a subject is open, {@code capture} folds facts into it.
 */
@NullMarked
package fi.lupa.consent.subject;

import org.jspecify.annotations.NullMarked;
