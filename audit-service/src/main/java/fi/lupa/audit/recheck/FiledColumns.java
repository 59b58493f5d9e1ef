// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Holds what a line says against the columns beside it, byte by byte; sure only of the usual ones. */
final class FiledColumns {

    private static final int EVENT = 3;
    private static final int FIRST_TEXT = 4;
    private static final int FIRST_TIME = 8;
    private static final int CONCERNS = 11;
    private static final int TEXTS = 4;
    private static final int TIMES = 3;
    /** An array of one text: dimensions, nulls, type, length, lowest index, length of the text. */
    private static final int HEAD_OF_ONE = 24;
    /** An array of nothing: dimensions, nulls, type. */
    private static final int HEAD_OF_NONE = 12;

    private static final int UUID_LETTERS = 36;
    private static final int UUID_BYTES = 16;
    private static final int NIBBLE = 4;
    private static final byte[] CATALOGUE = "catalogue.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXTRACT = "extract.issued".getBytes(StandardCharsets.US_ASCII);

    private final LineTimes times = new LineTimes();

    /** Says whether it is sure that readers find the line by what is in it. */
    boolean areOf(BinaryCopy row, LineMembers line) {
        return isEvent(row, line)
                && areTexts(row, line)
                && areTimes(row, line)
                && areConcerns(row, line)
                && isListable(line);
    }

    /** A number in a chain is one of somebody's. */
    private static boolean isListable(LineMembers line) {
        return (!line.has(LineMembers.N) || line.has(LineMembers.SUBJECT))
                && (!line.has(LineMembers.CN) || line.has(LineMembers.CONTROLLER));
    }

    private static boolean isEvent(BinaryCopy row, LineMembers line) {
        if (!line.has(LineMembers.ID)
                || line.length(LineMembers.ID) != UUID_LETTERS
                || row.length(EVENT) != UUID_BYTES) {
            return false;
        }
        byte[] bytes = row.bytes();
        int letter = line.start(LineMembers.ID);
        for (int at = row.start(EVENT); at < row.end(EVENT); at++) {
            letter += bytes[letter] == '-' ? 1 : 0;
            if (hex(bytes[letter]) != (bytes[at] >> NIBBLE & 0xf) || hex(bytes[letter + 1]) != (bytes[at] & 0xf)) {
                return false;
            }
            letter += 2;
        }
        return letter == line.start(LineMembers.ID) + UUID_LETTERS;
    }

    private static int hex(byte letter) {
        if (letter >= '0' && letter <= '9') {
            return letter - '0';
        }
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    private static boolean areTexts(BinaryCopy row, LineMembers line) {
        for (int i = 0; i < TEXTS; i++) {
            int member = LineMembers.KIND + i;
            int column = FIRST_TEXT + i;
            boolean same = line.has(member)
                    ? !row.isNull(column) && isSame(row, row.start(column), row.end(column), line, member)
                    : row.isNull(column);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private boolean areTimes(BinaryCopy row, LineMembers line) {
        for (int i = 0; i < TIMES; i++) {
            int member = LineMembers.AT + i;
            if (!line.has(member)
                    || line.length(member) != LineTimes.LETTERS
                    || row.length(FIRST_TIME + i) != Long.BYTES
                    || times.micros(row.bytes(), line.start(member)) != row.longAt(FIRST_TIME + i)) {
                return false;
            }
        }
        return true;
    }

    /** Of a line about one controller, and of one about none; others are for the parser. */
    private static boolean areConcerns(BinaryCopy row, LineMembers line) {
        if (line.has(LineMembers.CONTROLLER)) {
            int start = row.start(CONCERNS);
            return row.length(CONCERNS) > HEAD_OF_ONE
                    && row.intAt(CONCERNS) == 1
                    && isSame(row, start + HEAD_OF_ONE, row.end(CONCERNS), line, LineMembers.CONTROLLER);
        }
        return row.length(CONCERNS) == HEAD_OF_NONE
                && line.has(LineMembers.KIND)
                && !isKind(row, line, CATALOGUE)
                && !isKind(row, line, EXTRACT);
    }

    private static boolean isKind(BinaryCopy row, LineMembers line, byte[] beginning) {
        int start = line.start(LineMembers.KIND);
        return line.length(LineMembers.KIND) >= beginning.length
                && Arrays.equals(beginning, 0, beginning.length, row.bytes(), start, start + beginning.length);
    }

    private static boolean isSame(BinaryCopy row, int from, int until, LineMembers line, int member) {
        int start = line.start(member);
        return Arrays.equals(row.bytes(), from, until, row.bytes(), start, start + line.length(member));
    }
}
