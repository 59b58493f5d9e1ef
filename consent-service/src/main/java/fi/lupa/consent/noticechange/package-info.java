// SPDX-License-Identifier: Apache-2.0
/**
 * Tells the people whose permission rests on an earlier text that the text has changed in substance.
 *
 * <p>Invariant: nobody is told twice of one version, who has said no since is not told at all, and being told never is a yes.
 *
 * <p>Neighbours: {@code catalogue} has the texts, {@code capture} writes the fact that somebody was told, {@code centre} makes the link in the mail.
 */
@NullMarked
package fi.lupa.consent.noticechange;

import org.jspecify.annotations.NullMarked;
