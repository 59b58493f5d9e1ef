// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

/** A body in chunks (RFC 9112, 7.1), as servers send one whose length they do not know beforehand. */
final class Chunks {

    private static final int LINE_END = 2;
    private static final int HEXADECIMAL = 16;

    private Chunks() {}

    /** Where the body that begins at {@code from} ends, or {@link AnswerFrame#NOT_YET_KNOWN} while its end has not come. */
    static int end(byte[] bytes, int from, int end) {
        int at = from;
        while (true) {
            int line = lineEnd(bytes, at, end);
            if (line == AnswerFrame.NOT_YET_KNOWN) {
                return AnswerFrame.NOT_YET_KNOWN;
            }
            int size = size(bytes, at, line);
            at = line + LINE_END;
            if (size == 0) {
                return afterTrailers(bytes, at, end);
            }
            at = Math.addExact(at, size) + LINE_END;
        }
    }

    /** Moves what the chunks of a whole body carry together, to where the body begins, and returns where that ends. */
    static int join(byte[] bytes, int from, int end) {
        int at = from;
        int joined = from;
        while (true) {
            int line = lineEnd(bytes, at, end);
            int size = size(bytes, at, line);
            if (size == 0) {
                return joined;
            }
            System.arraycopy(bytes, line + LINE_END, bytes, joined, size);
            joined += size;
            at = line + LINE_END + size + LINE_END;
        }
    }

    private static int afterTrailers(byte[] bytes, int from, int end) {
        int at = from;
        while (true) {
            int line = lineEnd(bytes, at, end);
            if (line == AnswerFrame.NOT_YET_KNOWN) {
                return AnswerFrame.NOT_YET_KNOWN;
            }
            if (line == at) {
                return line + LINE_END;
            }
            at = line + LINE_END;
        }
    }

    private static int lineEnd(byte[] bytes, int from, int end) {
        for (int at = from; at + 1 < end; at++) {
            if (bytes[at] == '\r' && bytes[at + 1] == '\n') {
                return at;
            }
        }
        return AnswerFrame.NOT_YET_KNOWN;
    }

    /** The length of a chunk; what follows after a semicolon is an extension. */
    private static int size(byte[] bytes, int from, int line) {
        int size = 0;
        int at = from;
        while (at < line && bytes[at] != ';' && bytes[at] != ' ') {
            int digit = Character.digit(bytes[at], HEXADECIMAL);
            if (digit < 0) {
                throw new IllegalStateException("an answer in chunks, of which one has no length: not understood");
            }
            size = Math.addExact(Math.multiplyExact(size, HEXADECIMAL), digit);
            at++;
        }
        if (at == from) {
            throw new IllegalStateException("an answer in chunks, of which one has no length: not understood");
        }
        return size;
    }
}
