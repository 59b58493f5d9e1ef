// SPDX-License-Identifier: Apache-2.0
/**
 * The copy of what one controller has on record about a person (GDPR 15, 20), as linked data and as a page, and the same for a whole register.
 *
 * <p>Invariant: a copy holds one controller's facts and nobody else's; it goes out as it is read, and what cannot be read is named in it.
 *
 * <p>Neighbours: {@code rights} decides who gets one, {@code departure} takes a register's; {@code receipt} has the words of DPV.
 */
@NullMarked
package fi.lupa.consent.copy;

import org.jspecify.annotations.NullMarked;
