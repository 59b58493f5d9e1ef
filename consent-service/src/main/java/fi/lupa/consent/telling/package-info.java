// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps who received what about whom, and tells them when the person is erased, restricted, rectified or says no (GDPR 19, C-129/21).
 *
 * <p>Invariant: what a recipient has to be told commits with the fact it follows from; it stays open until the recipient's own client has
 * acknowledged it, and no address is in it.
 *
 * <p>Neighbours: {@code journal} shows every fact as it is written, {@code catalogue} says who the recipients are, {@code capture} finds the
 * people. {@code disclosure} is another thing: it opens personal fields for extracts.
 */
@NullMarked
package fi.lupa.consent.telling;

import org.jspecify.annotations.NullMarked;
