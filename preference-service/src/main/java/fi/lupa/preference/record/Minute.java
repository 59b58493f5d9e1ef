// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What is told of the records of one series in one segment: at most a minute of one replica.
 *
 * @param id of its event; the same each time the segment is read
 * @param from when the first was answered
 * @param to when the last was
 * @param counts how often each decision was given for each reason
 */
record Minute(
        UUID id,
        Series series,
        Instant from,
        Instant to,
        SortedMap<Kind, Integer> counts,
        SortedSet<String> rulebooks,
        RecordTree tree) {

    Minute {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        rulebooks = Collections.unmodifiableSortedSet(new TreeSet<>(rulebooks));
    }

    /** A decision and its reason. */
    record Kind(String decision, String reason) implements Comparable<Kind> {

        @Override
        public int compareTo(Kind other) {
            int byDecision = decision.compareTo(other.decision);
            return byDecision != 0 ? byDecision : reason.compareTo(other.reason);
        }
    }
}
