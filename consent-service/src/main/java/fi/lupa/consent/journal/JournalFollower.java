// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

import java.util.List;

/** Sees what is written to the journal, in the transaction that writes it, so that what follows from a fact commits with the fact. */
public interface JournalFollower {

    /** Whether it has anything to do for the fact; if not, it is not asked. */
    boolean follows(JournalEntry entry);

    /** Returns rows to append after these; they are shown to no follower. It may write, and a failure rolls everything back. */
    List<JournalEntry> follow(List<JournalEntry> written);
}
