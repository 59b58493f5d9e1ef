// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Where those members of a line stand by which it is filed, found without making anything of all the others. Mutable, for line after line.
 *
 * <p>It says when it is not sure: a line in any other form than the one lines are written in, or a text with an escape, is for a JSON parser to judge.
 */
final class LineMembers {

    static final int ID = 0;
    static final int KIND = 1;
    static final int SUBJECT = 2;
    static final int CONTROLLER = 3;
    static final int PURPOSE = 4;
    static final int AT = 5;
    static final int RECORDED = 6;
    static final int LOGGED = 7;
    static final int N = 8;
    static final int CN = 9;

    private static final byte[][] NAMES =
            List.of("id", "kind", "sub", "ctl", "purp", "at", "rec", "log", "n", "cn").stream()
                    .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                    .toArray(byte[][]::new);
    private static final int ABSENT = -1;
    private static final int LONGEST_NUMBER = 15;
    private static final int TEN = 10;

    private final int[] starts = new int[NAMES.length];
    private final int[] ends = new int[NAMES.length];
    private byte[] bytes = new byte[0];
    private int end;

    /** Reads the line that lies there; says whether it is sure of what it found. */
    boolean read(byte[] row, int from, int until) {
        bytes = row;
        end = until;
        Arrays.fill(starts, ABSENT);
        if (from >= until || row[from] != '{' || row[until - 1] != '}') {
            return false;
        }
        int at = from + 1;
        while (at > 0 && at < until) {
            at = member(at);
        }
        return at == until;
    }

    boolean has(int member) {
        return starts[member] != ABSENT;
    }

    /** Where the text begins, after its quotation mark, or the number. */
    int start(int member) {
        return starts[member];
    }

    int length(int member) {
        return ends[member] - starts[member];
    }

    /** Returns the number; only digits were let in. */
    long number(int member) {
        long number = 0;
        for (int at = starts[member]; at < ends[member]; at++) {
            number = number * TEN + (bytes[at] - '0');
        }
        return number;
    }

    /** Goes over one member and the comma or brace after it; returns where the next one begins, or a negative number. */
    private int member(int at) {
        int value = startOfValue(at);
        int after = value < 0 ? ABSENT : endOfValue(value);
        return after >= 0 && isBetweenMembers(after) && take(at + 1, value - 2, value, after) ? after + 1 : ABSENT;
    }

    /** Goes over a name without escapes and the colon after it. */
    private int startOfValue(int at) {
        int nameEnd = bytes[at] == '"' ? endOfText(at) : ABSENT;
        boolean plain = nameEnd >= 0 && nameEnd + 1 < end && bytes[nameEnd] == ':' && !hasEscape(at, nameEnd);
        return plain ? nameEnd + 1 : ABSENT;
    }

    /** A comma, or at the very end the closing brace. */
    private boolean isBetweenMembers(int at) {
        return at == end - 1 ? bytes[at] == '}' : bytes[at] == ',';
    }

    /** Keeps where the value stands if it is one of those looked for; says whether it is of the kind it must be. */
    private boolean take(int name, int nameEnd, int value, int after) {
        for (int member = 0; member < NAMES.length; member++) {
            if (Arrays.equals(NAMES[member], 0, NAMES[member].length, bytes, name, nameEnd)) {
                boolean text = member < N;
                starts[member] = starts[member] == ABSENT ? value + (text ? 1 : 0) : end;
                ends[member] = after - (text ? 1 : 0);
                return starts[member] != end && (text ? isPlainText(value, after) : isNumber(value, after));
            }
        }
        return true;
    }

    private boolean isPlainText(int from, int until) {
        return bytes[from] == '"' && endOfText(from) == until && !hasEscape(from, until);
    }

    private boolean hasEscape(int from, int until) {
        for (int at = from; at < until; at++) {
            if (bytes[at] == '\\') {
                return true;
            }
        }
        return false;
    }

    private boolean isNumber(int from, int until) {
        for (int at = from; at < until; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return false;
            }
        }
        return until > from && until - from <= LONGEST_NUMBER;
    }

    /** Returns the place after the value, negative if it has no end. */
    private int endOfValue(int from) {
        int depth = 0;
        int at = from;
        while (at >= 0 && at < end) {
            byte c = bytes[at];
            if (depth == 0 && isAfterAValue(c)) {
                return at;
            }
            depth += depthBy(c);
            at = c == '"' ? endOfText(at) : at + 1;
        }
        return ABSENT;
    }

    private static boolean isAfterAValue(byte c) {
        return c == ',' || c == '}' || c == ']';
    }

    private static int depthBy(byte c) {
        if (c == '{' || c == '[') {
            return 1;
        }
        return c == '}' || c == ']' ? -1 : 0;
    }

    /** Returns the place after the closing quotation mark. */
    private int endOfText(int from) {
        int at = from + 1;
        while (at < end && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return at < end ? at + 1 : ABSENT;
    }
}
