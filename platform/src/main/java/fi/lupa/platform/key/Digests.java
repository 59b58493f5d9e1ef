// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.key;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Supplies SHA-256 and HMAC-SHA-256, instances of each thread's own; results must be taken before the thread asks again. */
public final class Digests {

    private static final String HMAC = "HmacSHA256";
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Digests::newSha256);
    private static final ThreadLocal<KeyedMacs> MACS = ThreadLocal.withInitial(KeyedMacs::new);

    private Digests() {}

    /** Returns the digest of the bytes. */
    public static byte[] sha256(byte[] input) {
        return SHA_256.get().digest(input);
    }

    /** Makes a key for {@link #hmac}. */
    public static SecretKeySpec hmacKey(byte[] key) {
        return new SecretKeySpec(key, HMAC);
    }

    /** Returns HMAC-SHA-256 of the parts in a row; fastest when a thread uses the same key object again. */
    public static byte[] hmac(SecretKeySpec key, byte[]... parts) {
        Mac mac = MACS.get().with(key);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** Returns a digest of the caller's own, to be fed piece by piece. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The codes of the keys that a thread has used last, each keyed already: keying one costs as much as using it. */
    private static final class KeyedMacs {

        private static final int REMEMBERED = 8;

        private final SecretKeySpec[] keys = new SecretKeySpec[REMEMBERED];
        private final Mac[] macs = new Mac[REMEMBERED];
        private int next;

        /** Every use ends in doFinal, which puts the code back to its keyed start; so the same key needs no new one. */
        @SuppressWarnings("ReferenceEquality") // The same object is the cheap and sufficient test for "same key".
        Mac with(SecretKeySpec wanted) {
            for (int i = 0; i < REMEMBERED; i++) {
                if (keys[i] == wanted) {
                    return macs[i];
                }
            }
            Mac fresh = keyed(wanted);
            keys[next] = wanted;
            macs[next] = fresh;
            next = (next + 1) % REMEMBERED;
            return fresh;
        }

        private static Mac keyed(SecretKeySpec key) {
            try {
                Mac mac = Mac.getInstance(HMAC);
                mac.init(key);
                return mac;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
