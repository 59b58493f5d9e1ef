// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import java.util.Arrays;

/** So many lines of a list, copied out of the window they were read in. Its buffer is used again for the next ones. */
final class LineBlock {

    private static final int MOST_LINES = 256;
    private static final int ENOUGH_BYTES = 32 * 1024;

    private final int[] ends = new int[MOST_LINES];
    private final boolean[] tooLong = new boolean[MOST_LINES];
    private byte[] bytes = new byte[ENOUGH_BYTES];
    private int size;
    private long first;

    /** Begins anew with the line of this number in the list. */
    void begin(long number) {
        first = number;
        size = 0;
    }

    boolean isFull() {
        return size == MOST_LINES || end() >= ENOUGH_BYTES;
    }

    void add(Lines.Line line) {
        int from = end();
        int until = from + line.length();
        if (until > bytes.length) {
            bytes = Arrays.copyOf(bytes, until + ENOUGH_BYTES);
        }
        System.arraycopy(line.bytes(), line.offset(), bytes, from, line.length());
        ends[size] = until;
        tooLong[size] = line.tooLong();
        size++;
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    int from(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    int length(int line) {
        return ends[line] - from(line);
    }

    boolean isTooLong(int line) {
        return tooLong[line];
    }

    /** The number of a line within the list, counted from one. */
    long number(int line) {
        return first + line;
    }

    private int end() {
        return size == 0 ? 0 : ends[size - 1];
    }
}
