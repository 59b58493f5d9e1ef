// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.domain;

import java.time.Instant;

/**
 * What the database said at the beginning of a pass.
 *
 * @param readAt the database's clock, read before the snapshot was taken
 * @param xmin every transaction below it has ended
 * @param xmax every transaction from it on had not begun to write
 */
public record Snapshot(Instant readAt, long xmin, long xmax) {}
