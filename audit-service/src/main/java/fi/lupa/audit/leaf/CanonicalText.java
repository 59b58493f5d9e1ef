// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Writes a tree as RFC 8785 says, as far as a log needs it: numbers are integers below 2^53.
 *
 * <p>It writes the tree itself; the library that this is held against in tests wants a text, reads it once more and takes several times as long, and a fact
 * is written at each step of its way.
 */
final class CanonicalText {

    private static final String HEX = "0123456789abcdef";
    private static final String NAMED = "bfnrt\"\\";
    private static final String NAMED_CHARACTERS = "\b\f\n\r\t\"\\";
    private static final int USUAL_LENGTH = 1024;
    private static final int NIBBLE = 4;

    private final StringBuilder text = new StringBuilder(USUAL_LENGTH);

    private CanonicalText() {}

    static StringBuilder of(JsonNode tree) {
        CanonicalText canonical = new CanonicalText();
        canonical.append(tree);
        return canonical.text;
    }

    private void append(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> string(node.textValue());
            case NUMBER -> number(node);
            case BOOLEAN, NULL -> text.append(node.asText());
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
        text.append('{');
        for (int i = 0; i < names.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            string(names[i]);
            text.append(':');
            append(object.path(names[i]));
        }
        text.append('}');
    }

    private void array(JsonNode array) {
        text.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            append(array.path(i));
        }
        text.append(']');
    }

    private void number(JsonNode number) {
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw new IllegalArgumentException("not a number of a log");
        }
        text.append(number.longValue());
    }

    private void string(String value) {
        text.append('"');
        int plain = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text.append(value, plain, i);
                escaped(c);
                plain = i + 1;
            }
        }
        text.append(value, plain, value.length()).append('"');
    }

    private void escaped(char c) {
        int named = NAMED_CHARACTERS.indexOf(c);
        if (named >= 0) {
            text.append('\\').append(NAMED.charAt(named));
        } else {
            text.append("\\u00").append(HEX.charAt(c >> NIBBLE)).append(HEX.charAt(c & 0xf));
        }
    }
}
