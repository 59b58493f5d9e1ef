// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** One subject's data key, unwrapped: AES-256-GCM with tenant, subject and use as associated data. Held no longer than a request. */
public final class DataKey {

    private final AesGcmJce cipher;
    private final byte[] owner;

    DataKey(byte[] key, TenantId tenant, SubjectId subject) {
        try {
            cipher = new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
        owner = owner(tenant, subject);
    }

    /**
     * Encrypts under this key.
     *
     * @param use what the data is, a constant of the caller; opening for another use fails
     */
    public byte[] seal(byte[] plain, String use) {
        try {
            return cipher.encrypt(plain, associated(use));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /** Decrypts; throws IllegalStateException when it was sealed by another key or for another subject or use, or was changed. */
    public byte[] open(byte[] sealed, String use) {
        try {
            return cipher.decrypt(sealed, associated(use));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealed data does not open", e);
        }
    }

    private byte[] associated(String use) {
        byte[] name = use.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(owner.length + 1 + name.length)
                .put(owner)
                .put((byte) 0)
                .put(name)
                .array();
    }

    static byte[] owner(TenantId tenant, SubjectId subject) {
        byte[] id = subject.value().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 * Long.BYTES + id.length)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .put(id)
                .array();
    }

    @Override
    public String toString() {
        return "DataKey[…]";
    }
}
