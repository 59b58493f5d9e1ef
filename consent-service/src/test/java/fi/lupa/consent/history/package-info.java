// SPDX-License-Identifier: Apache-2.0
/**
 * Random histories of people, through the service's own doors and into a real database.
 *
 * <p>Invariant: what must hold is worked out from what was sent, and the journal is folded by nothing but what the tables say; the seed is printed.
 *
 * <p>Neighbours: {@code permission} has the fold; {@code capture}, {@code identity}, {@code imports} and {@code suppression} are the doors.
 */
@NullMarked
package fi.lupa.consent.history;

import org.jspecify.annotations.NullMarked;
