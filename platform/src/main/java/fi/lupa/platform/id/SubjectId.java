// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;

/**
 * The pseudonymous id of a subject: {@code sub_} and 26 Crockford base 32 characters of 128 random bits.
 *
 * <p>It is never derived from an address, so that erasing the link to the address erases the way back.
 */
public record SubjectId(@JsonValue String value) {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String PREFIX = "sub_";
    private static final int LENGTH = 26;
    private static final boolean[] IS_CROCKFORD = new boolean['Z' + 1];

    static {
        CROCKFORD.chars().forEach(one -> IS_CROCKFORD[one] = true);
    }

    public SubjectId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("not a subject id");
        }
    }

    /** Looks at each character by itself: states are unpacked a million times a second, each with its id. */
    private static boolean isOne(String text) {
        boolean one = text.length() == PREFIX.length() + LENGTH
                && text.startsWith(PREFIX)
                && text.charAt(PREFIX.length()) <= '7';
        for (int i = PREFIX.length(); one && i < text.length(); i++) {
            one = text.charAt(i) < IS_CROCKFORD.length && IS_CROCKFORD[text.charAt(i)];
        }
        return one;
    }

    /** Returns a new id; give a {@code SecureRandom} in production. */
    public static SubjectId random(RandomGenerator random) {
        long high = random.nextLong();
        long low = random.nextLong();
        char[] text = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = CROCKFORD.charAt((int) low & 0x1F);
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return new SubjectId(PREFIX + new String(text));
    }

    /** Returns the id with this text, upper case only; throws IllegalArgumentException, without the text, otherwise. */
    @JsonCreator
    public static SubjectId parse(String text) {
        return new SubjectId(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
