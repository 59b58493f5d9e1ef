// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import java.nio.charset.StandardCharsets;

/** Finds out where an HTTP/1.1 answer ends: by its Content-Length, or by its last chunk. */
final class AnswerFrame {

    static final int NOT_YET_KNOWN = -1;

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "\r\ntransfer-encoding: chunked\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;
    private static final int STATUS_DIGITS = 3;
    private static final int NO_CONTENT = 204;
    private static final int LOWER_CASE = 0x20;

    private AnswerFrame() {}

    static int status(byte[] bytes) {
        return number(bytes, STATUS_AT, STATUS_AT + STATUS_DIGITS);
    }

    /** The length of the head with its empty line, or {@link #NOT_YET_KNOWN}. */
    static int headLength(byte[] bytes, int end) {
        int at = indexOf(bytes, 0, end, END_OF_HEAD);
        return at < 0 ? NOT_YET_KNOWN : at + END_OF_HEAD.length;
    }

    /** The length of head and body as sent, or {@link #NOT_YET_KNOWN} while too little of it has come. */
    static int wholeLength(byte[] bytes, int end) {
        int head = headLength(bytes, end);
        if (head == NOT_YET_KNOWN) {
            return NOT_YET_KNOWN;
        }
        int header = indexOf(bytes, 0, head, LENGTH);
        if (header >= 0) {
            return head + number(bytes, header + LENGTH.length, head);
        }
        if (isChunked(bytes, head)) {
            return Chunks.end(bytes, head, end);
        }
        if (status(bytes) != NO_CONTENT) {
            throw new IllegalStateException(
                    "an answer " + status(bytes) + " with neither Content-Length nor chunks: not understood");
        }
        return head;
    }

    /** Takes what frames the chunks out of a whole answer and returns its new length; one that has none stays as it is. */
    static int unframe(byte[] bytes, int whole) {
        // Chunks end with an empty line and JSON does not: what has a length need not be searched once more.
        boolean mayBeChunked = bytes[whole - 1] == '\n';
        int head = mayBeChunked ? headLength(bytes, whole) : whole;
        return head < whole && isChunked(bytes, head) ? Chunks.join(bytes, head, whole) : whole;
    }

    private static boolean isChunked(byte[] bytes, int head) {
        return indexOf(bytes, 0, head, CHUNKED) >= 0;
    }

    static boolean contains(byte[] bytes, int from, int end, byte[] text) {
        for (int at = from; at <= end - text.length; at++) {
            if (bytes[at] == text[0] && java.util.Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }

    /** Where the text is, which must be in lower case; letters of the head match in either case. */
    private static int indexOf(byte[] bytes, int from, int end, byte[] text) {
        for (int at = from; at <= end - text.length; at++) {
            if (bytes[at] == text[0] && matches(bytes, at, text)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int at, byte[] text) {
        for (int i = 1; i < text.length; i++) {
            byte found = bytes[at + i];
            boolean upper = found >= 'A' && found <= 'Z';
            if ((upper ? found | LOWER_CASE : found) != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** The first number from here on, after spaces. */
    private static int number(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        int number = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            number = Math.addExact(Math.multiplyExact(number, 10), bytes[at] - '0');
            at++;
        }
        return number;
    }
}
