// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The records of one series in one segment: at most a minute of one replica.
 *
 * @param id of its event; the same each time the segment is read
 */
record Minute(UUID id, Series series, List<RecordLine.Filed> records, RecordTree tree) {

    private static final long VARIANT = 0x8000_0000_0000_0000L;

    Minute {
        records = List.copyOf(records);
    }

    static Minute of(UUID segment, Series series, List<RecordLine.Filed> records) {
        ByteBuffer hashes = ByteBuffer.allocate(records.size() * RecordTree.HASH);
        records.forEach(record -> hashes.put(RecordTree.leafHash(record.line().getBytes(StandardCharsets.UTF_8))));
        return new Minute(id(segment, series), series, records, RecordTree.ofHashes(hashes.array()));
    }

    /** A version 7 UUID with the segment's time, so that shipping a segment again makes no second event. */
    private static UUID id(UUID segment, Series series) {
        byte[] name = (segment + "|" + series.key()).getBytes(StandardCharsets.UTF_8);
        long hash = ByteBuffer.wrap(RecordTree.leafHash(name)).getLong();
        return new UUID(segment.getMostSignificantBits(), VARIANT | (hash >>> 2));
    }

    Instant from() {
        return records.stream()
                .map(RecordLine.Filed::at)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    Instant to() {
        return records.stream()
                .map(RecordLine.Filed::at)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** How often each decision was given for each reason. */
    Map<Kind, Integer> counts() {
        Map<Kind, Integer> counts = new TreeMap<>();
        records.forEach(record -> counts.merge(new Kind(record.decision(), record.reason()), 1, Integer::sum));
        return counts;
    }

    SortedSet<String> rulebooks() {
        SortedSet<String> versions = new TreeSet<>();
        records.forEach(record -> versions.add(record.rulebook()));
        return versions;
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
