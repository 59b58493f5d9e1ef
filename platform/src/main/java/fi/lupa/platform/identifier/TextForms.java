// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text forms that several profiles share; all of them are idempotent. */
final class TextForms {

    private static final String SPACE = "[\\s\\p{Z}\\x85]";
    private static final Pattern SPACES = Pattern.compile(SPACE + "+");
    private static final Pattern AROUND = Pattern.compile("^" + SPACE + "+|" + SPACE + "+$");

    private TextForms() {}

    /** Removes white space of every kind, the no-break space too, from both ends. */
    static String trim(String text) {
        return AROUND.matcher(text).replaceAll("");
    }

    /** Trims and makes one space of each run of white space. */
    static String collapse(String text) {
        return SPACES.matcher(trim(text)).replaceAll(" ");
    }

    static String withoutSpaces(String text) {
        return SPACES.matcher(text).replaceAll("");
    }

    static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Makes compatibility forms such as full-width letters plain. */
    static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** Lower case of no language, composed again because lower case can decompose. */
    static String lower(String text) {
        return nfc(text.toLowerCase(Locale.ROOT));
    }

    /** Makes decimal digits of every script ASCII and dashes of every kind hyphens; removes invisible format characters. */
    static String plain(String text) {
        String composed = nfkc(text);
        StringBuilder plain = new StringBuilder(composed.length());
        composed.codePoints().forEach(point -> appendPlain(plain, point));
        return plain.toString();
    }

    private static void appendPlain(StringBuilder plain, int point) {
        int kind = Character.getType(point);
        if (kind == Character.DECIMAL_DIGIT_NUMBER) {
            plain.append(Character.digit(point, 10));
        } else if (kind == Character.DASH_PUNCTUATION || point == '\u2212') {
            plain.append('-');
        } else if (kind != Character.FORMAT) {
            plain.appendCodePoint(point);
        }
    }
}
