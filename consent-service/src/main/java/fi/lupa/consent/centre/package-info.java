// SPDX-License-Identifier: Apache-2.0
/**
 * The preference centre: a page, opened by a link in a mail, where a person sees and changes what a controller may do.
 *
 * <p>Invariant: looking changes nothing; whoever holds the link may stop anything at once, and what is switched on waits until the address
 * itself has confirmed it.
 *
 * <p>Neighbours: {@code capture} records, {@code catalogue} has the purposes and the words that are shown.
 */
@NullMarked
package fi.lupa.consent.centre;

import org.jspecify.annotations.NullMarked;
