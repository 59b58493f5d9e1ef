// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that are being read, from here to their end; no count in them makes anybody read or allocate beyond it. */
final class ByteCursor {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int SEVEN = 7;
    private static final int LOW_BITS = 0x7F;

    private final byte[] bytes;
    private final int end;
    private int at;

    ByteCursor(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /** Reads the same from the same place. */
    ByteCursor(ByteCursor other) {
        this(other.bytes, other.at, other.end);
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    int remaining() {
        return end - at;
    }

    byte one() {
        need(1);
        return bytes[at++];
    }

    long varint() {
        if (at < end && bytes[at] >= 0) {
            return bytes[at++];
        }
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += SEVEN) {
            byte next = one();
            value |= (long) (next & LOW_BITS) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new UnpackableException();
    }

    long signed() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** Reads a number that tells how many of something follow or which. */
    int size() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new UnpackableException();
        }
        return (int) value;
    }

    long fixed() {
        need(Long.BYTES);
        at += Long.BYTES;
        return (long) LONGS.get(bytes, at - Long.BYTES);
    }

    byte[] take(int count) {
        need(count);
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    private void need(int count) {
        if (count < 0 || count > end - at) {
            throw new UnpackableException();
        }
    }
}
