// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in UTF-8 as RFC 8785 says, as far as a log needs it: numbers are integers below 2^53.
 *
 * <p>It writes the bytes itself; the library that this is held against in tests wants a text, reads it once more and takes several times as long, and a fact
 * is written at each step of its way. Half a character is refused.
 */
final class CanonicalText {

    private static final String HEX = "0123456789abcdef";
    private static final String NAMED = "bfnrt\"\\";
    private static final String NAMED_CHARACTERS = "\b\f\n\r\t\"\\";
    private static final int USUAL_LENGTH = 1024;
    private static final int NIBBLE = 4;
    private static final char ASCII_ENDS = 0x80;

    /** An escaped character takes six bytes, an unescaped one at most three. */
    private static final int LONGEST_CHARACTER = 6;

    private byte[] bytes = new byte[USUAL_LENGTH];
    private int length;

    CanonicalText() {}

    static byte[] of(JsonNode tree) {
        CanonicalText canonical = new CanonicalText();
        canonical.append(tree);
        return canonical.bytes();
    }

    /** Returns what has been written. */
    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Opens an object whose members the caller writes, sorted. */
    CanonicalText open() {
        put('{');
        return this;
    }

    CanonicalText close() {
        put('}');
        return this;
    }

    /** Writes a member, or nothing if there is no such text. */
    CanonicalText member(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            string(value);
        }
        return this;
    }

    CanonicalText member(String name, long value) {
        name(name);
        number(value);
        return this;
    }

    CanonicalText member(String name, JsonNode value) {
        name(name);
        append(value);
        return this;
    }

    CanonicalText member(String name, Iterable<String> values) {
        name(name);
        put('[');
        for (String value : values) {
            separate('[');
            string(value);
        }
        put(']');
        return this;
    }

    /** Writes the name of a member, with what parts it from the one before. */
    void name(String name) {
        separate('{');
        string(name);
        put(':');
    }

    private void separate(char opening) {
        if (bytes[length - 1] != opening) {
            put(',');
        }
    }

    private void append(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> string(node.textValue());
            case NUMBER -> number(node);
            case BOOLEAN, NULL -> ascii(node.asText());
            default -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
        }
    }

    private void object(JsonNode object) {
        String[] names = new String[object.size()];
        int count = 0;
        for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
            names[count++] = each.next();
        }
        Arrays.sort(names);
        put('{');
        for (String name : names) {
            name(name);
            append(object.path(name));
        }
        put('}');
    }

    private void array(JsonNode array) {
        put('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                put(',');
            }
            append(array.path(i));
        }
        put(']');
    }

    private void number(JsonNode number) {
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw new IllegalArgumentException("not a number of a log");
        }
        number(number.longValue());
    }

    private void number(long number) {
        ascii(Long.toString(number));
    }

    private void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    private void string(String value) {
        reserve(LONGEST_CHARACTER * value.length() + 2);
        bytes[length++] = '"';
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            if (c >= ASCII_ENDS) {
                at += wide(value, at);
            } else {
                narrow(c);
                at++;
            }
        }
        bytes[length++] = '"';
    }

    private void narrow(char c) {
        if (c < ' ' || c == '"' || c == '\\') {
            escaped(c);
        } else {
            bytes[length++] = (byte) c;
        }
    }

    private void escaped(char c) {
        int named = NAMED_CHARACTERS.indexOf(c);
        bytes[length++] = '\\';
        if (named >= 0) {
            bytes[length++] = (byte) NAMED.charAt(named);
        } else {
            ascii("u00");
            bytes[length++] = (byte) HEX.charAt(c >> NIBBLE);
            bytes[length++] = (byte) HEX.charAt(c & 0xf);
        }
    }

    /** Writes a character of more than one byte, and returns how many places of the text it took. */
    private int wide(String value, int at) {
        int point = value.codePointAt(at);
        if (Character.getType(point) == Character.SURROGATE) {
            throw new Refused(Rejection.TEXT_NOT_UNICODE);
        }
        for (byte part : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            bytes[length++] = part;
        }
        return Character.charCount(point);
    }

    private void put(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
