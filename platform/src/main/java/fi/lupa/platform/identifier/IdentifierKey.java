// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import java.util.Arrays;
import java.util.Base64;

/**
 * The keyed hash of an identifier and the version of the master key it was made under.
 *
 * <p>A value: equal by content, ordered by unsigned bytes (the order in which locks are taken). It stays personal data
 * for whoever holds the masters, so its text form does not show it.
 */
@SuppressWarnings("ArrayRecordComponent") // Copied on the way in and out, and compared by content.
public record IdentifierKey(int version, byte[] bytes) implements Comparable<IdentifierKey> {

    private static final int LENGTH = 32;

    public IdentifierKey {
        if (version < 1 || bytes.length != LENGTH) {
            throw new IllegalArgumentException("a key has a positive version and 32 bytes");
        }
        bytes = bytes.clone();
    }

    /** Returns the key with these 43 characters; throws IllegalArgumentException, without the text, otherwise. */
    public static IdentifierKey parse(int version, String base64Url) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(base64Url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not an identifier key", null);
        }
        IdentifierKey key = new IdentifierKey(version, bytes);
        if (!key.base64Url().equals(base64Url)) {
            throw new IllegalArgumentException("not an identifier key");
        }
        return key;
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the 32 bytes as 43 characters; the version is not part of it. */
    public String base64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public int compareTo(IdentifierKey other) {
        int order = Arrays.compareUnsigned(bytes, other.bytes);
        return order != 0 ? order : Integer.compare(version, other.version);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdentifierKey key && version == key.version && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + version;
    }

    @Override
    public String toString() {
        return "IdentifierKey[v" + version + "]";
    }
}
