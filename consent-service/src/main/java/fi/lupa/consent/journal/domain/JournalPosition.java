// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.domain;

import java.util.Comparator;

/** A place in the journal. The order of places is the order of commit within an epoch, and epochs follow one another. */
public record JournalPosition(int epoch, long xid, long position) implements Comparable<JournalPosition> {

    /** Before every row. */
    public static final JournalPosition START = new JournalPosition(0, 0, 0);

    private static final Comparator<JournalPosition> ORDER = Comparator.comparingInt(JournalPosition::epoch)
            .thenComparingLong(JournalPosition::xid)
            .thenComparingLong(JournalPosition::position);

    @Override
    public int compareTo(JournalPosition other) {
        return ORDER.compare(this, other);
    }
}
