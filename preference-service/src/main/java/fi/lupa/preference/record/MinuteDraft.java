// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** A minute while its records are read: of each it keeps a hash and a count, not the record. */
final class MinuteDraft {

    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final UUID id;
    private final Series series;
    private final SortedMap<Minute.Kind, Integer> counts = new TreeMap<>();
    private final SortedSet<String> rulebooks = new TreeSet<>();
    private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    private Instant from = Instant.MAX;
    private Instant to = Instant.MIN;

    MinuteDraft(UUID segment, Series series) {
        this.id = id(segment, series);
        this.series = series;
    }

    /** A version 7 UUID with the segment's time, so that shipping a segment again makes no second event. */
    private static UUID id(UUID segment, Series series) {
        byte[] name = (segment + "|" + series.key()).getBytes(StandardCharsets.UTF_8);
        long hash = ByteBuffer.wrap(RecordTree.leafHash(name)).getLong();
        return new UUID(segment.getMostSignificantBits(), VARIANT | (hash >>> 2));
    }

    void add(RecordLine.Filed record) {
        hashes.writeBytes(RecordTree.leafHash(record.line().getBytes(StandardCharsets.UTF_8)));
        counts.merge(new Minute.Kind(record.decision(), record.reason()), 1, Integer::sum);
        rulebooks.add(record.rulebook());
        from = record.at().isBefore(from) ? record.at() : from;
        to = record.at().isAfter(to) ? record.at() : to;
    }

    Minute whole() {
        return new Minute(id, series, from, to, counts, rulebooks, RecordTree.ofHashes(hashes.toByteArray()));
    }
}
