// SPDX-License-Identifier: Apache-2.0
/**
 * People who are told of a changed notice, over HTTP and with a real mail server.
 *
 * <p>Invariant: nobody is told twice, and nobody who has said no.
 *
 * <p>Neighbours: {@code capture} has the tenant and the letters.
 */
@NullMarked
package fi.lupa.consent.noticechange;

import org.jspecify.annotations.NullMarked;
