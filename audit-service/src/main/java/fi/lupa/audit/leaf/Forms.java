// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

/** The forms that texts of a record must have, looked at letter by letter: as patterns they took a fifth of a record's whole way. */
final class Forms {

    private static final int ASCII = 128;
    private static final String DIGITS = "0123456789";
    private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
    private static final boolean[] HEX = letters(DIGITS + "abcdef");
    private static final boolean[] CROCKFORD = letters(DIGITS + "ABCDEFGHJKMNPQRSTVWXYZ");
    private static final boolean[] BASE_64_URL = letters(DIGITS + SMALL + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "_-");
    private static final boolean[] KIND = letters(DIGITS + SMALL + ".-");

    private static final int UUID_LENGTH = 36;
    private static final int[] DASHES = {8, 13, 18, 23, UUID_LENGTH};
    private static final String SUBJECT = "sub_";
    private static final int SUBJECT_LENGTH = 30;
    private static final int DIGEST_LENGTH = 43;
    private static final int SHA_256_LENGTH = 64;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_KIND = 99;
    private static final char DELETE = 0x7f;

    private Forms() {}

    /** Says whether it is a UUID in small letters. */
    static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        int from = 0;
        for (int dash : DASHES) {
            if (!all(text, from, dash, HEX) || (dash < UUID_LENGTH && text.charAt(dash) != '-')) {
                return false;
            }
            from = dash + 1;
        }
        return true;
    }

    /** Says whether it is a subject id: 128 bits in Crockford's letters. */
    static boolean isSubject(String text) {
        return text.length() == SUBJECT_LENGTH
                && text.startsWith(SUBJECT)
                && text.charAt(SUBJECT.length()) <= '7'
                && all(text, SUBJECT.length(), SUBJECT_LENGTH, CROCKFORD);
    }

    /** Says whether it is a SHA-256 in base64url. */
    static boolean isDigest(String text) {
        return text.length() == DIGEST_LENGTH && all(text, 0, DIGEST_LENGTH, BASE_64_URL);
    }

    /** Says whether it is a SHA-256 in hexadecimal. */
    static boolean isSha256(String text) {
        return text.length() == SHA_256_LENGTH && all(text, 0, SHA_256_LENGTH, HEX);
    }

    /** Says whether it is a short text of whole characters, none of them a control character. */
    static boolean isName(String text) {
        int characters = 0;
        for (int i = 0; i < text.length(); characters++) {
            int point = text.codePointAt(i);
            if (point < ' ' || point == DELETE || isHalf(point)) {
                return false;
            }
            i += Character.charCount(point);
        }
        return characters >= 1 && characters <= LONGEST_NAME;
    }

    /** Says whether it is the kind of an event: small letters, digits, dots and dashes after a letter. */
    static boolean isKind(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_KIND
                && text.charAt(0) >= 'a'
                && text.charAt(0) <= 'z'
                && all(text, 0, text.length(), KIND);
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static boolean all(String text, int from, int until, boolean[] letters) {
        for (int i = from; i < until; i++) {
            char c = text.charAt(i);
            if (c >= ASCII || !letters[c]) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] letters(String letters) {
        boolean[] table = new boolean[ASCII];
        letters.chars().forEach(c -> table[c] = true);
        return table;
    }
}
