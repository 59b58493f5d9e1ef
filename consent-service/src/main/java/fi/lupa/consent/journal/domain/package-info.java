// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of the relay: where in the journal it stands, up to when all is published, and whether topic and database agree.
 *
 * <p>Invariant: plain values and functions; a watermark never claims more than the broker has acknowledged and never goes back.
 *
 * <p>Neighbours: used by {@code journal.relay} and {@code journal.recovery}; uses nothing but itself.
 */
@NullMarked
package fi.lupa.consent.journal.domain;

import org.jspecify.annotations.NullMarked;
