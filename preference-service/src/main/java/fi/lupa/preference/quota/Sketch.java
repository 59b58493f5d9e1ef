// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.quota;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How many different names were seen: a HyperLogLog of 16,384 registers, right to about one part in a hundred. It holds no name, and none can be
 * found in it; two sketches of the same day make one. Thread-safe.
 */
final class Sketch {

    private static final int INDEX_BITS = 14;
    private static final int SIZE = 1 << INDEX_BITS;
    private static final double ALPHA = 0.7213 / (1 + 1.079 / SIZE);
    private static final double SMALL_RANGE = 2.5 * SIZE;

    private final byte[] registers = new byte[SIZE];
    private int empty = SIZE;
    private double sum = SIZE;
    private boolean changed = true;
    private long estimate;

    /** Counts a name, given as at least eight evenly distributed bytes. */
    synchronized void add(byte[] name) {
        long hash = ByteBuffer.wrap(name).getLong();
        int rank = Math.min(Long.numberOfLeadingZeros(hash << INDEX_BITS), Long.SIZE - INDEX_BITS) + 1;
        raise((int) (hash >>> (Long.SIZE - INDEX_BITS)), (byte) rank);
    }

    /** Counts all that another sketch has seen; one of another size has seen nothing. */
    synchronized void merge(byte[] other) {
        for (int i = 0; other.length == SIZE && i < SIZE; i++) {
            raise(i, other[i]);
        }
    }

    private void raise(int index, byte rank) {
        byte held = registers[index];
        if (rank > held) {
            registers[index] = rank;
            sum += Math.scalb(1.0, -rank) - Math.scalb(1.0, -held);
            empty -= held == 0 ? 1 : 0;
            changed = true;
        }
    }

    /** Returns about how many there were. */
    synchronized long estimate() {
        if (changed) {
            double raw = ALPHA * SIZE * SIZE / sum;
            boolean few = raw <= SMALL_RANGE && empty > 0;
            estimate = Math.round(few ? SIZE * Math.log((double) SIZE / empty) : raw);
            changed = false;
        }
        return estimate;
    }

    synchronized byte[] bytes() {
        return Arrays.copyOf(registers, SIZE);
    }
}
