// SPDX-License-Identifier: Apache-2.0
/**
 * How a mail reaches the mail server.
 *
 * <p>Invariant: a mail is handed over once; what it throws tells whether the server certainly has not taken it.
 *
 * <p>Neighbours: {@code capture} and {@code noticechange} queue mails and decide whether one is tried again.
 */
@NullMarked
package fi.lupa.consent.mail;

import org.jspecify.annotations.NullMarked;
