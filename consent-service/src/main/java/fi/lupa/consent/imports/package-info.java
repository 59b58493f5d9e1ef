// SPDX-License-Identifier: Apache-2.0
/**
 * Imports: files of choices that other systems took, checked and recorded row by row, with a report that names lines and no people.
 *
 * <p>Invariant: a block of rows is recorded once, together with its part of the report; what waits is sealed, and gone when it is done.
 *
 * <p>Neighbours: {@code capture} records the rows by the rules of every capture, {@code job} tells how far it is, {@code vault} seals what waits.
 */
@NullMarked
package fi.lupa.consent.imports;

import org.jspecify.annotations.NullMarked;
