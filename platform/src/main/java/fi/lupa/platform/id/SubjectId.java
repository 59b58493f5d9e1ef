// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The pseudonymous id of a subject: {@code sub_} and 26 Crockford base 32 characters of 128 random bits.
 *
 * <p>It is never derived from an address, so that erasing the link to the address erases the way back.
 */
public record SubjectId(@JsonValue String value) {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String PREFIX = "sub_";
    private static final int LENGTH = 26;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-7][" + CROCKFORD + "]{" + (LENGTH - 1) + "}");

    public SubjectId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a subject id");
        }
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
