// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Salted digests as in RFC 9901: of a disclosure, or of nothing, so that a leaf cannot be guessed from its hash. */
final class Digests {

    private static final int SALT_BYTES = 16;
    private static final int DECOY_BYTES = 32;
    private static final Base64.Encoder BASE_64 = Base64.getUrlEncoder().withoutPadding();

    private Digests() {}

    static String salt(RandomGenerator random) {
        return BASE_64.encodeToString(randomBytes(random, SALT_BYTES));
    }

    /** Returns the digest of the disclosure of one named value, given in base64url. */
    static String ofDisclosure(String salt, String name, byte[] value) {
        String disclosure = "[\"" + salt + "\",\"" + name + "\",\"" + BASE_64.encodeToString(value) + "\"]";
        String encoded = BASE_64.encodeToString(disclosure.getBytes(StandardCharsets.UTF_8));
        return BASE_64.encodeToString(sha256(encoded.getBytes(StandardCharsets.US_ASCII)));
    }

    static String decoy(RandomGenerator random) {
        return BASE_64.encodeToString(sha256(randomBytes(random, DECOY_BYTES)));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] randomBytes(RandomGenerator random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
