// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Computes the SHA-256 hashes of RFC 6962, section 2.1: leaves and inner nodes begin with different bytes. */
public final class Rfc6962 {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /** To look one up took as long as to hash a node. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Rfc6962::found);

    private Rfc6962() {}

    /** Returns SHA-256(0x00 ‖ entry). */
    public static byte[] leafHash(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return digest.digest(entry);
    }

    /** Returns SHA-256(0x01 ‖ left ‖ right). */
    public static byte[] nodeHash(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    /** Returns the root of the empty tree, SHA-256 of nothing. */
    public static byte[] emptyRoot() {
        return sha256().digest();
    }

    private static MessageDigest sha256() {
        MessageDigest digest = SHA_256.get();
        digest.reset();
        return digest;
    }

    private static MessageDigest found() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
