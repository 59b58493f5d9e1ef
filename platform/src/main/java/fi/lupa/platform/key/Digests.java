// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.key;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Supplies SHA-256 and HMAC-SHA-256, one instance per thread; results must be taken before the thread asks again. */
public final class Digests {

    private static final String HMAC = "HmacSHA256";
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Digests::newSha256);
    private static final ThreadLocal<KeyedMac> MAC = ThreadLocal.withInitial(KeyedMac::new);

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
        Mac mac = MAC.get().with(key);
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

    private static final class KeyedMac {

        private final Mac mac;
        private SecretKeySpec key = hmacKey(new byte[1]);

        KeyedMac() {
            try {
                mac = Mac.getInstance(HMAC);
                mac.init(key);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Every use ends in doFinal, which puts the mac back to its keyed start; so the same key needs no new init. */
        @SuppressWarnings("ReferenceEquality") // The same object is the cheap and sufficient test for "same key".
        Mac with(SecretKeySpec wanted) {
            if (key != wanted) {
                try {
                    mac.init(wanted);
                } catch (InvalidKeyException e) {
                    throw new IllegalStateException(e);
                }
                key = wanted;
            }
            return mac;
        }
    }
}
