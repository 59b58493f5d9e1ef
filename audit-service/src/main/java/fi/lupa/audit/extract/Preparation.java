// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import java.util.List;

/** How far an extract is after its release. */
record Preparation(List<FixedLog> logs, Step step) {

    Preparation {
        logs = List.copyOf(logs);
    }

    /**
     * How far the entries have been gone over.
     *
     * @param number counted from 1; 0 before the first
     * @param rail the rail and the position on it to look at next
     */
    record Step(int number, int rail, long position, Count count) {

        static final Step NONE = new Step(0, 0, -1, new Count(0, 0, 0, 0));
    }

    /** Positions looked at, of how many; entries found for the bundle, and those named by their place only. */
    record Count(long done, long total, long entries, long withheld) {

        Count and(WalkedEntry entry) {
            return new Count(done + 1, total, entries + (entry.shown() ? 1 : 0), withheld + (entry.shown() ? 0 : 1));
        }
    }
}
