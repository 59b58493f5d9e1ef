// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body line by line, whatever it is: lines end with LF, CRLF or CR, blank ones are passed over, and one that is too long or no UTF-8 is a
 * fault of its own. Holds one line and no more.
 */
final class LineReader {

    static final String TOO_LONG = "LINE_TOO_LONG";
    static final String NOT_UTF_8 = "NOT_UTF8";

    private static final int LONGEST = 16_384;
    private static final int BUFFER = 65_536;
    private static final String BOM = "\uFEFF";

    private final InputStream body;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int filled;
    private int number;
    private boolean afterCarriageReturn;

    LineReader(InputStream body) {
        this.body = body;
    }

    /** Returns the next line that is not blank; null at the end. */
    @Nullable
    SpooledLine next() throws IOException {
        while (true) {
            line.reset();
            boolean ended = fill();
            if (!ended && line.size() == 0) {
                return null;
            }
            number++;
            SpooledLine read = decoded();
            String text = read.text();
            if (text == null || !text.isBlank()) {
                return read;
            }
        }
    }

    /** Reads to the end of the line; returns false if the body ended instead. */
    private boolean fill() throws IOException {
        int next = read();
        while (next >= 0) {
            boolean second = afterCarriageReturn && next == '\n';
            afterCarriageReturn = next == '\r';
            if (!second) {
                if (next == '\n' || next == '\r') {
                    return true;
                }
                if (line.size() <= LONGEST) {
                    line.write(next);
                }
            }
            next = read();
        }
        return false;
    }

    private int read() throws IOException {
        if (position == filled) {
            filled = body.read(buffer);
            position = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
        }
        return buffer[position++] & 0xFF;
    }

    private SpooledLine decoded() {
        if (line.size() > LONGEST) {
            return new SpooledLine(number, null, TOO_LONG);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            return new SpooledLine(number, number == 1 && text.startsWith(BOM) ? text.substring(1) : text, null);
        } catch (CharacterCodingException e) {
            return new SpooledLine(number, null, NOT_UTF_8);
        }
    }
}
