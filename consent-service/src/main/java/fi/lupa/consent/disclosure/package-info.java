// SPDX-License-Identifier: Apache-2.0
/**
 * Gives the personal fields of facts to whoever makes an extract: the disclosures whose digests the facts carry.
 *
 * <p>Invariant: a caller sees the facts of the token's tenant and controllers alone; what is missing is said with its reason, never left out.
 *
 * <p>Neighbours: {@code capture} wrote the disclosures into the {@code vault}; the audit-service's extracts fetch them here.
 */
@NullMarked
package fi.lupa.consent.disclosure;

import org.jspecify.annotations.NullMarked;
