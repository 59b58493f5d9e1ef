// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.LogEvent;
import fi.lupa.audit.leaf.Placement;

/** A line with its place in a log. */
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
record EntryRow(LogKey log, long index, LogEvent event, Placement place, byte[] line, byte[] hash) {}
