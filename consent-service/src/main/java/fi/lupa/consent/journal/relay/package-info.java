// SPDX-License-Identifier: Apache-2.0
/**
 * Publishes the journal on Kafka in the order of commit and says up to when that is complete.
 *
 * <p>Invariant: nothing committed is skipped, one instance publishes at a time, and no watermark is written before all it promises is
 * acknowledged and database and topics agree.
 *
 * <p>Neighbours: reads what {@code journal} wrote; the other services read the topics of {@link fi.lupa.consent.journal.relay.TopicDefinitions}.
 */
@NullMarked
package fi.lupa.consent.journal.relay;

import org.jspecify.annotations.NullMarked;
