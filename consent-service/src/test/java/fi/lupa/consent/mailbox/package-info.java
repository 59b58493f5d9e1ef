// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of mailboxes, against a real IMAP server.
 *
 * <p>Invariant: mails are put into the mailbox as they would come; the reader is the service's own.
 *
 * <p>Neighbours: the fixtures of {@code capture} and {@code testing}.
 */
@NullMarked
package fi.lupa.consent.mailbox;

import org.jspecify.annotations.NullMarked;
