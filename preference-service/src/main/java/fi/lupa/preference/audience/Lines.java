// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines, in a buffer that never grows beyond the longest line. CR LF and LF end a line, also mixed; a mark of
 * byte order at the beginning is no part of the first.
 */
final class Lines {

    private static final int SMALLEST = 64 * 1024;
    private static final long LONGEST_SKIPPED = 16L * 1024 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream input;
    private final int longest;
    private final long patience;
    private final byte[] buffer;
    private int from;
    private int filled;
    private boolean ended;
    private boolean begun;

    Lines(InputStream input, int longest, Duration patience) {
        this.input = input;
        this.longest = longest;
        this.patience = patience.toNanos();
        this.buffer = new byte[Math.max(SMALLEST, longest + 2) + SMALLEST];
    }

    /**
     * One line, without its end; it is good until the next one is read.
     *
     * @param tooLong whether it was longer than allowed; then nothing of it is there
     */
    @SuppressWarnings("ArrayRecordComponent") // A window, never compared.
    record Line(byte[] bytes, int offset, int length, boolean tooLong) {}

    /** Reads the next line into the window; null at the end. */
    @Nullable
    Line next() throws IOException {
        int searched = from;
        long began = System.nanoTime();
        while (true) {
            int end = indexOfNewline(searched);
            if (end >= 0) {
                return cut(end);
            }
            searched = filled;
            if (filled - from > longest + 1) {
                return skip();
            }
            if (ended) {
                return last();
            }
            int moved = fill();
            searched -= moved;
            if (System.nanoTime() - began > patience) {
                throw new CheckEndedException(CheckEnd.CLIENT_TOO_SLOW);
            }
        }
    }

    /** Tells whether the next line is there, or something comes in, so that to read it is hardly ever to wait. */
    boolean isAtHand() throws IOException {
        return input.available() > 0 || indexOfNewline(from) >= 0;
    }

    private int indexOfNewline(int start) {
        for (int i = start; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private Line cut(int newline) {
        int end = newline > from && buffer[newline - 1] == '\r' ? newline - 1 : newline;
        Line line = line(end);
        from = newline + 1;
        return line;
    }

    private @Nullable Line last() {
        if (from == filled) {
            return null;
        }
        Line line = line(filled);
        from = filled;
        return line;
    }

    private Line line(int end) {
        int start = from;
        if (!begun) {
            begun = true;
            start += marked() ? BYTE_ORDER_MARK.length : 0;
        }
        boolean tooLong = end - start > longest;
        return new Line(buffer, start, tooLong ? 0 : end - start, tooLong);
    }

    private boolean marked() {
        return filled - from >= BYTE_ORDER_MARK.length
                && buffer[from] == BYTE_ORDER_MARK[0]
                && buffer[from + 1] == BYTE_ORDER_MARK[1]
                && buffer[from + 2] == BYTE_ORDER_MARK[2];
    }

    /** Reads on to the end of a line that is too long; one without an end ends the check. */
    private Line skip() throws IOException {
        begun = true;
        long skipped = 0;
        while (skipped < LONGEST_SKIPPED) {
            int end = indexOfNewline(from);
            if (end >= 0) {
                from = end + 1;
                return new Line(buffer, from, 0, true);
            }
            skipped += filled - from;
            from = filled;
            if (ended) {
                return new Line(buffer, from, 0, true);
            }
            fill();
        }
        throw new CheckEndedException(CheckEnd.LINE_WITHOUT_END);
    }

    /** Makes room and reads on; returns by how much everything was moved. */
    private int fill() throws IOException {
        int moved = 0;
        if (filled == buffer.length || from == filled) {
            moved = from;
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= moved;
            from = 0;
        }
        int count = input.read(buffer, filled, buffer.length - filled);
        ended = count < 0;
        filled += Math.max(0, count);
        return moved;
    }
}
