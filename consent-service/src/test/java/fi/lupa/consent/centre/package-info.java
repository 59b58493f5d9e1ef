// SPDX-License-Identifier: Apache-2.0
/**
 * The preference centre as a person's browser sees it.
 *
 * <p>Invariant: what a press came to is read from the subject's state or from a letter, never from the page alone.
 *
 * <p>Neighbours: {@code capture}'s test bodies, letters and tenant.
 */
@NullMarked
package fi.lupa.consent.centre;

import org.jspecify.annotations.NullMarked;
