// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.platform.id.SubjectId;
import java.util.Arrays;

/** The 128 bits of a subject id. */
record SubjectNumber(long high, long low) {

    private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final String PREFIX = "sub_";
    private static final int DIGITS = 26;
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;

    static SubjectNumber of(SubjectId id) {
        String text = id.value();
        long high = 0;
        long low = 0;
        for (int i = PREFIX.length(); i < text.length(); i++) {
            high = (high << BITS) | (low >>> (Long.SIZE - BITS));
            low = (low << BITS) | Arrays.binarySearch(CROCKFORD, text.charAt(i));
        }
        return new SubjectNumber(high, low);
    }

    SubjectId id() {
        char[] digits = new char[DIGITS];
        long rest = high;
        long next = low;
        for (int i = DIGITS - 1; i >= 0; i--) {
            digits[i] = CROCKFORD[(int) next & MASK];
            next = (next >>> BITS) | (rest << (Long.SIZE - BITS));
            rest >>>= BITS;
        }
        return new SubjectId(PREFIX + new String(digits));
    }
}
