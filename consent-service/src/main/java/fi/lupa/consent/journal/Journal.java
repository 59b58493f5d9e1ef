// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

import fi.lupa.consent.sql.Together;
import java.util.List;

/** The append-only journal, written inside the caller's transaction. */
public interface Journal {

    /**
     * Appends one row in the active transaction and has the relay woken once that has committed.
     *
     * @throws IllegalStateException without an active transaction
     * @throws WritesRefusedException when the row's epoch is not the newest or writes are held; roll back
     */
    default void append(JournalEntry entry) {
        append(List.of(entry));
    }

    /** Appends rows in this order; otherwise as {@link #append(JournalEntry)}. */
    default void append(List<JournalEntry> entries) {
        append(entries, new Together(), true);
    }

    /**
     * Appends the rows with the statements that are to be run before them, which the caller runs in this transaction; at once where that is
     * asked for or somebody follows one of the facts. Otherwise as {@link #append(JournalEntry)}.
     */
    void append(List<JournalEntry> entries, Together writes, boolean now);
}
