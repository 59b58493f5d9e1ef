// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

/**
 * Recognises the addresses that are in their normal form as they come, as most of a list are: lower-case ASCII of few kinds of characters, and a
 * domain of plain labels. What it does not recognise is not wrong, only looked at in full (ADR 0061).
 */
final class PlainEmail {

    private static final int LONGEST = 254;
    private static final int LONGEST_DOMAIN = 253;
    private static final int LONGEST_LABEL = 63;
    private static final String A_LABEL = "xn--";

    private PlainEmail() {}

    static boolean is(String address) {
        int at = endOfLocalPart(address);
        return at > 0 && address.length() <= LONGEST && isPlainDomain(address, at + 1);
    }

    /** Returns where the first character stands that is none of a plain local part, if that is the sign between the parts; else 0. */
    private static int endOfLocalPart(String address) {
        int at = 0;
        while (at < address.length() && isPlain(address.charAt(at))) {
            at++;
        }
        return at < address.length() && address.charAt(at) == '@' ? at : 0;
    }

    private static boolean isPlain(char one) {
        return isLetterOrDigit(one) || one == '.' || one == '-' || one == '_' || one == '+';
    }

    private static boolean isLetterOrDigit(char one) {
        return (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9');
    }

    private static boolean isPlainDomain(String address, int from) {
        int begin = from;
        for (int i = from; i < address.length(); i++) {
            char one = address.charAt(i);
            if (one == '.') {
                if (!isPlainLabel(address, begin, i)) {
                    return false;
                }
                begin = i + 1;
            } else if (!isLetterOrDigit(one) && one != '-') {
                return false;
            }
        }
        return isPlainLabel(address, begin, address.length()) && address.length() - from <= LONGEST_DOMAIN;
    }

    /** Tells so of a label whose characters are known to be letters, digits and hyphens. */
    private static boolean isPlainLabel(String address, int begin, int end) {
        return begin < end
                && end - begin <= LONGEST_LABEL
                && address.charAt(begin) != '-'
                && address.charAt(end - 1) != '-'
                && !address.startsWith(A_LABEL, begin);
    }
}
