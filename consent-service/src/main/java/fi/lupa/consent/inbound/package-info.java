// SPDX-License-Identifier: Apache-2.0
/**
 * Stops that come in by ways of their own: a reply by text message, a letter or an e-mail that somebody read in, a provider's complaint, a bounce.
 *
 * <p>Invariant: free text is read as the wider no and never as a yes; the original is kept as evidence in the vault and nowhere else.
 *
 * <p>Neighbours: {@code capture} finds the people and records the objections, {@code suppression} keeps the controller's own list, {@code mailbox}
 * hands on the mails of mailboxes.
 */
@NullMarked
package fi.lupa.consent.inbound;

import org.jspecify.annotations.NullMarked;
