// SPDX-License-Identifier: Apache-2.0
/**
 * Mailboxes that are read by themselves: each message is handed to the code that {@code /v1/inbound} uses.
 *
 * <p>Invariant: a message is marked, and counted as read, only once what it says is committed; none of them stops the reader.
 *
 * <p>Neighbours: {@code inbound} reads a message and records what it says.
 */
@NullMarked
package fi.lupa.consent.mailbox;

import org.jspecify.annotations.NullMarked;
