// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.key;

import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/** Derives keys by HKDF with SHA-256 as in RFC 5869; an empty salt means 32 zero bytes, as the RFC says. */
public final class Hkdf {

    private static final int HASH_LENGTH = 32;

    private Hkdf() {}

    /** Returns 32 bytes of key for one use from a secret that is itself uniformly random. */
    public static byte[] derive(byte[] secret, byte[] info) {
        return derive(secret, new byte[0], info, HASH_LENGTH);
    }

    /** Returns {@code length} bytes, at most 255 · 32. */
    public static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
        if (length < 1 || length > 255 * HASH_LENGTH) {
            throw new IllegalArgumentException("length");
        }
        byte[] extractSalt = salt.length == 0 ? new byte[HASH_LENGTH] : salt;
        SecretKeySpec pseudoRandomKey = Digests.hmacKey(Digests.hmac(Digests.hmacKey(extractSalt), secret));
        byte[] output = new byte[length];
        byte[] block = new byte[0];
        for (int offset = 0, counter = 1; offset < length; offset += HASH_LENGTH, counter++) {
            block = Digests.hmac(pseudoRandomKey, block, info, new byte[] {(byte) counter});
            System.arraycopy(block, 0, output, offset, Math.min(HASH_LENGTH, length - offset));
        }
        Arrays.fill(block, (byte) 0);
        return output;
    }
}
