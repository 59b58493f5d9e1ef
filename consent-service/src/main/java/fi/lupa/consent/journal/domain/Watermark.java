// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.domain;

import java.time.Instant;

/**
 * The promise to the readers of Kafka: all that was committed up to {@code completeTo}, and all transactions below {@code xid} of this
 * epoch, stand before this record.
 */
public record Watermark(int epoch, Instant completeTo, long xid) {}
