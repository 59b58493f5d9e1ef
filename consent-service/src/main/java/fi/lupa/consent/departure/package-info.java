// SPDX-License-Identifier: Apache-2.0
/**
 * Controllers that leave: notice, a time to take everything along, closed for permissions, and then the destruction of what is personal.
 *
 * <p>Invariant: nothing is destroyed without a second person's word, and no answer becomes a yes by it: of every address a tombstone stays, what
 * organisations have prohibited stays, and no permission is taken any more.
 *
 * <p>Neighbours: {@code catalogue} carries the dates into the log, {@code rights} erases, {@code proof} opens what was kept sealed.
 */
@NullMarked
package fi.lupa.consent.departure;

import org.jspecify.annotations.NullMarked;
