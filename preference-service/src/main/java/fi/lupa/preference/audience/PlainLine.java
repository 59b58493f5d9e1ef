// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.identifier.IdentifierValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of which most lists consist: an object of texts in printable ASCII without escapes or spaces between. Everything else is left to
 * the library, also all that is wrong, so that it is refused in one way only (ADR 0061). For one line.
 */
final class PlainLine {

    private static final List<String> MEMBERS = List.of("value", "sha256", "region", "ref");

    private final byte[] bytes;
    private final int end;
    private final @Nullable String[] texts = new @Nullable String[4];
    private int at;

    private PlainLine(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    /** Returns what the line says; null if it is not of this kind. */
    static @Nullable Row read(byte[] bytes, int from, int length) {
        PlainLine line = new PlainLine(bytes, from, length);
        return line.isObjectOfTexts() ? line.row() : null;
    }

    private Row row() {
        String value = texts[0];
        return new Row(
                value == null ? null : new IdentifierValue(value, false), texts[1], texts[2], texts[3], List.of());
    }

    private boolean isObjectOfTexts() {
        if (!comes('{')) {
            return false;
        }
        do {
            String name = text();
            if (name == null || !comes(':') || !take(name, text())) {
                return false;
            }
        } while (comes(','));
        return comes('}') && at == end;
    }

    /** Takes a member that is known and has not come before. */
    private boolean take(String name, @Nullable String text) {
        int member = MEMBERS.indexOf(name);
        if (member < 0 || text == null || texts[member] != null) {
            return false;
        }
        texts[member] = text;
        return true;
    }

    private boolean comes(char wanted) {
        boolean there = at < end && bytes[at] == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private @Nullable String text() {
        if (!comes('"')) {
            return null;
        }
        int from = at;
        while (at < end && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        int until = at;
        return comes('"') ? new String(bytes, from, until - from, StandardCharsets.ISO_8859_1) : null;
    }
}
