// SPDX-License-Identifier: Apache-2.0
/**
 * Appends facts and catalogue entries to the journal, in the transaction of the change itself, and says in which epoch.
 *
 * <p>Invariant: a row is written by one statement of the caller's own transaction, never edited, and refused when its epoch is not
 * the newest or when the log on Kafka is ahead of this database.
 *
 * <p>Neighbours: capture and catalogue append; {@code journal.relay} publishes what was committed.
 */
@NullMarked
package fi.lupa.consent.journal;

import org.jspecify.annotations.NullMarked;
