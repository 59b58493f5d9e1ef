// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Text that is made while it is read: a line for each number from one up to, but without, another. */
final class Lines extends InputStream {

    private final IntFunction<String> line;
    private final int end;
    private int next;
    private byte[] now = new byte[0];
    private int position;

    Lines(int first, int end, IntFunction<String> line) {
        this.next = first;
        this.end = end;
        this.line = line;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (position == now.length) {
            if (next == end) {
                return -1;
            }
            now = line.apply(next++).getBytes(StandardCharsets.UTF_8);
            position = 0;
        }
        int count = Math.min(length, now.length - position);
        System.arraycopy(now, position, into, offset, count);
        position += count;
        return count;
    }
}
