// SPDX-License-Identifier: Apache-2.0
/**
 * Many rows in one statement, and several statements in one round trip.
 *
 * <p>Invariant: rows are written and statements run in the order in which they were added; nothing of a feature is known here.
 *
 * <p>Neighbours: every feature that writes facts; imports write those of 200 lines at once.
 */
@NullMarked
package fi.lupa.consent.sql;

import org.jspecify.annotations.NullMarked;
