// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds Finnish personal identity codes (henkilötunnus), so that they are refused wherever they turn up.
 *
 * <p>A code is a date, a century sign ({@code + - Y X W V U A B C D E F}), three digits and the right check character,
 * with no letter or digit on either side. Artificial numbers (900–999) count too: on doubt it is a code.
 */
public final class PersonalIdentityCode {

    private static final String CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final Pattern FORM = Pattern.compile(
            "(?<![\\p{L}\\p{N}])((?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])\\d{2})"
                    + "[-+YXWVUABCDEF](\\d{3})([0-9A-FHJ-NPR-Y])(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);

    /** Six of the date and three of the number; a cheap look before the dear one. */
    private static final int FEWEST_DIGITS = 9;

    private static final char FIRST_BEYOND_ASCII = 0x80;

    private PersonalIdentityCode() {}

    /** Returns whether the text contains a personal identity code. */
    public static boolean isIn(CharSequence text) {
        if (!hasEnoughDigits(text)) {
            return false;
        }
        Matcher candidate = FORM.matcher(TextForms.plain(text.toString()));
        int from = 0;
        while (candidate.find(from)) {
            if (hasRightCheckCharacter(candidate)) {
                return true;
            }
            from = candidate.start() + 1;
        }
        return false;
    }

    /** Returns whether a JSON text could hold a code at all; most hold too few digits to be read for one. */
    static boolean mayBeIn(byte[] json) {
        int digits = 0;
        for (byte one : json) {
            if (one < 0 || one == '\\') {
                return true;
            }
            digits += one >= '0' && one <= '9' ? 1 : 0;
        }
        return digits >= FEWEST_DIGITS;
    }

    private static boolean hasEnoughDigits(CharSequence text) {
        int digits = 0;
        for (int i = 0; i < text.length() && digits < FEWEST_DIGITS; ) {
            char next = text.charAt(i);
            int point = next < FIRST_BEYOND_ASCII ? next : Character.codePointAt(text, i);
            digits += Character.isDigit(point) ? 1 : 0;
            i += Character.charCount(point);
        }
        return digits >= FEWEST_DIGITS;
    }

    private static boolean hasRightCheckCharacter(Matcher code) {
        int number = Integer.parseInt(code.group(1) + code.group(2));
        char expected = CHECK_CHARACTERS.charAt(number % CHECK_CHARACTERS.length());
        return Character.toUpperCase(code.group(3).charAt(0)) == expected;
    }
}
