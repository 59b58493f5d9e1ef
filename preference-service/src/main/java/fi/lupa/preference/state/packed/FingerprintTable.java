// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.preference.state.chunk.ChunkReader;
import fi.lupa.preference.state.chunk.ChunkWriter;
import fi.lupa.preference.state.chunk.DamagedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which slots a fingerprint leads to. Buckets are immutable sorted arrays that are replaced whole, so a reader who has one sees neither more
 * nor less than was there at one moment. The table grows a bucket at a time (linear hashing): it splits one bucket in two for each so many
 * entries that come, and never copies the rest.
 */
final class FingerprintTable {

    private static final int ENTRIES_PER_BUCKET = 32;
    private static final int ARRAY_HEADER = 16;
    private static final long[] EMPTY = {};
    private static final int[] NONE = {};
    private static final long SLOT_MASK = 0xFFFF_FFFFL;

    private final GrowingArray<long[]> buckets = new GrowingArray<>();
    private final AtomicLong bytes = new AtomicLong();
    private volatile int width = 1;
    private long entries;

    /** Returns the bucket in which a fingerprint stands, if anywhere. As long as this returns the same one, nothing has changed in it. */
    long[] bucket(Fingerprint print) {
        while (true) {
            int before = width;
            long[] bucket = at(place(print, before));
            if (width == before) {
                return bucket;
            }
        }
    }

    /** Returns the slots to which a fingerprint leads in its bucket, in the order in which they were added. */
    static int[] slots(long[] bucket, Fingerprint print) {
        int size = bucket.length / 2;
        int[] slots = NONE;
        for (int i = firstNotBelow(bucket, print.high()); i < size && bucket[i] == print.high(); i++) {
            if ((int) (bucket[size + i] >>> Integer.SIZE) == print.low()) {
                slots = appended(slots, (int) bucket[size + i]);
            }
        }
        return slots;
    }

    void add(Fingerprint print, int slot) {
        int place = place(print, width);
        long[] old = at(place);
        int size = old.length / 2;
        int at = firstNotBelow(old, print.high());
        while (at < size && old[at] == print.high()) {
            at++;
        }
        long[] more = new long[old.length + 2];
        System.arraycopy(old, 0, more, 0, at);
        more[at] = print.high();
        System.arraycopy(old, at, more, at + 1, size);
        more[size + 1 + at] = second(print, slot);
        System.arraycopy(old, size + at, more, size + 2 + at, size - at);
        set(place, more);
        entries++;
        if (entries > (long) ENTRIES_PER_BUCKET * width) {
            split();
        }
    }

    void remove(Fingerprint print, int slot) {
        int place = place(print, width);
        long[] old = at(place);
        int size = old.length / 2;
        long second = second(print, slot);
        for (int at = firstNotBelow(old, print.high()); at < size && old[at] == print.high(); at++) {
            if (old[size + at] == second) {
                long[] fewer = new long[old.length - 2];
                System.arraycopy(old, 0, fewer, 0, at);
                System.arraycopy(old, at + 1, fewer, at, size - 1);
                System.arraycopy(old, size + at + 1, fewer, size - 1 + at, size - 1 - at);
                set(place, fewer);
                entries--;
                return;
            }
        }
    }

    /** About how many bytes all of it takes. */
    long bytes() {
        return bytes.get();
    }

    /** The table at one moment; what comes later changes nothing in it. */
    record AtOnce(long entries, List<long @Nullable []> buckets) {

        void write(ChunkWriter to) throws IOException {
            to.number(entries);
            to.integer(buckets.size());
            for (long @Nullable [] bucket : buckets) {
                to.numbers(bucket == null ? EMPTY : bucket);
            }
        }
    }

    /** Returns what is in the table now; asked by the thread that writes. */
    AtOnce atOnce() {
        return new AtOnce(entries, buckets.first(width));
    }

    /** Reads a table as it was at one moment. */
    static FingerprintTable read(ChunkReader from) throws IOException {
        FingerprintTable table = new FingerprintTable();
        table.entries = from.number();
        int width = from.count();
        if (width == 0) {
            throw new DamagedException("a table has no bucket");
        }
        for (int place = 0; place < width; place++) {
            table.set(place, from.numbers());
        }
        table.width = width;
        return table;
    }

    /** What moves is to be found in its new bucket before it is gone from the old one; a reader who was between looks again. */
    private void split() {
        int wider = width + 1;
        int from = width - Integer.highestOneBit(width);
        long[] both = at(from);
        set(width, half(both, place -> place == wider - 1, wider));
        width = wider;
        set(from, half(both, place -> place == from, wider));
    }

    private static long[] half(long[] both, IntPredicate wanted, int width) {
        int size = both.length / 2;
        long[] some = new long[both.length];
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (wanted.test(place(both[i], width))) {
                some[kept] = both[i];
                some[size + kept] = both[size + i];
                kept++;
            }
        }
        long[] half = new long[2 * kept];
        System.arraycopy(some, 0, half, 0, kept);
        System.arraycopy(some, size, half, kept, kept);
        return half;
    }

    /** Fingerprints are spread evenly, so the search begins where one of this height is to be expected. */
    private static int firstNotBelow(long[] bucket, long high) {
        int size = bucket.length / 2;
        int at = (int) (((high >>> Integer.SIZE) * size) >>> Integer.SIZE);
        while (at > 0 && Long.compareUnsigned(bucket[at - 1], high) >= 0) {
            at--;
        }
        while (at < size && Long.compareUnsigned(bucket[at], high) < 0) {
            at++;
        }
        return at;
    }

    private static int place(Fingerprint print, int width) {
        return place(print.high(), width);
    }

    private static int place(long high, int width) {
        int half = Integer.highestOneBit(width);
        int place = (int) high & (2 * half - 1);
        return place < width ? place : place & (half - 1);
    }

    private static long second(Fingerprint print, int slot) {
        return ((long) print.low() << Integer.SIZE) | (slot & SLOT_MASK);
    }

    private long[] at(int place) {
        long @Nullable [] bucket = buckets.get(place);
        return bucket == null ? EMPTY : bucket;
    }

    private void set(int place, long[] bucket) {
        long @Nullable [] before = buckets.get(place);
        buckets.set(place, bucket);
        bytes.addAndGet(weight(bucket) - (before == null ? 0 : weight(before)));
    }

    private static long weight(long[] bucket) {
        return GrowingArray.BYTES_PER_PLACE + ARRAY_HEADER + (long) Long.BYTES * bucket.length;
    }

    private static int[] appended(int[] slots, int slot) {
        int[] more = Arrays.copyOf(slots, slots.length + 1);
        more[slots.length] = slot;
        return more;
    }
}
