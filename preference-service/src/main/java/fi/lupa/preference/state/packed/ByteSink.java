// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import java.util.Arrays;

/** Bytes in the making. */
final class ByteSink {

    private static final int SEVEN = 7;
    private static final int MORE = 0x80;

    private byte[] bytes;
    private int length;

    ByteSink(int expected) {
        bytes = new byte[expected];
    }

    void one(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    /** Adds a number without a sign, small ones in few bytes. */
    void varint(long value) {
        long rest = value;
        while ((rest & -MORE) != 0) {
            one((int) rest | MORE);
            rest >>>= SEVEN;
        }
        one((int) rest);
    }

    /** Adds a number with a sign, those near zero in few bytes. */
    void signed(long value) {
        varint((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    /** Adds all eight bytes of a number. */
    void fixed(long value) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            one((int) (value >>> shift));
        }
    }

    void all(byte[] source, int from, int to) {
        room(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    int length() {
        return length;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
