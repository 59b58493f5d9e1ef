// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.domain.Snapshot;
import java.util.List;

/**
 * What one look at the journal gave.
 *
 * @param epoch the newest of the database
 * @param emptied whether nothing below the snapshot's xmin is left unread
 */
record Pass(Snapshot snapshot, int epoch, List<JournalRow> rows, boolean emptied) {}
