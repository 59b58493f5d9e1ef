// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What somebody saw who looked for fingerprints: their buckets, and the blocks of the states to which those lead. If none of them was replaced
 * while they were looked at, they all stood at one moment. Without that, a person could be missed whose identifier moves from one state to
 * another, or be seen without the "no" that moves with it.
 */
final class Glance {

    private static final int[] NONE = {};

    private final Fingerprint[] prints;
    private final long[][] buckets;
    private final int[] slots;
    private final byte[][] blocks;

    private Glance(Fingerprint[] prints, long[][] buckets, int[] slots, byte[][] blocks) {
        this.prints = prints;
        this.buckets = buckets;
        this.slots = slots;
        this.blocks = blocks;
    }

    static Glance at(Fingerprint[] prints, FingerprintTable table, StateBlocks states) {
        long[][] buckets = new long[prints.length][];
        int[] slots = NONE;
        for (int i = 0; i < prints.length; i++) {
            buckets[i] = table.bucket(prints[i]);
            slots = together(slots, FingerprintTable.slots(buckets[i], prints[i]));
        }
        byte[][] blocks = new byte[slots.length][];
        for (int i = 0; i < slots.length; i++) {
            blocks[i] = states.block(slots[i]);
        }
        return new Glance(prints, buckets, slots, blocks);
    }

    boolean isStillTrue(FingerprintTable table, StateBlocks states) {
        for (int i = 0; i < prints.length; i++) {
            if (table.bucket(prints[i]) != buckets[i]) {
                return false;
            }
        }
        for (int i = 0; i < slots.length; i++) {
            if (states.block(slots[i]) != blocks[i]) {
                return false;
            }
        }
        return true;
    }

    /** How many states were seen, each once. */
    int size() {
        return slots.length;
    }

    /** One of the packed states. */
    ByteCursor state(int index) {
        return StateBlocks.state(blocks[index], slots[index]);
    }

    private static int[] together(int[] some, int[] more) {
        if (more.length == 0) {
            return some;
        }
        if (some.length == 0 && more.length == 1) {
            return more;
        }
        return IntStream.concat(Arrays.stream(some), Arrays.stream(more))
                .distinct()
                .toArray();
    }
}
