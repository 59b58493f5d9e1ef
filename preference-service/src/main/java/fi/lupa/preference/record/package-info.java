// SPDX-License-Identifier: Apache-2.0
/**
 * What was answered to whom, kept so that it can be shown and proven later: a local segment file, PostgreSQL, and each minute one
 * event with a Merkle root for the log.
 *
 * <p>Invariant: no answer leaves that could not be taken for recording; records hold names made with a key, never an address or a subject.
 *
 * <p>Neighbours: the answer feature appends, the lookup feature reads, the audit-service logs the events.
 */
@NullMarked
package fi.lupa.preference.record;

import org.jspecify.annotations.NullMarked;
