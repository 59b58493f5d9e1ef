// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;

/** Wraps data keys: version ‖ master's version ‖ identity domain ‖ AES-256-GCM(domain key, data key; tenant ‖ subject). Thread-safe. */
final class KeyWrapping {

    private static final byte VERSION = 1;
    private static final int HEAD_LENGTH = 1 + Integer.BYTES + 2 * Long.BYTES;

    private final VaultMasters masters;

    KeyWrapping(VaultMasters masters) {
        this.masters = masters;
    }

    byte[] wrap(byte[] dataKey, TenantId tenant, UUID domain, SubjectId subject) {
        int master = masters.current();
        try {
            byte[] wrapped = new AesGcmJce(masters.domainKey(master, tenant, domain))
                    .encrypt(dataKey, DataKey.owner(tenant, subject));
            return ByteBuffer.allocate(HEAD_LENGTH + wrapped.length)
                    .put(VERSION)
                    .putInt(master)
                    .putLong(domain.getMostSignificantBits())
                    .putLong(domain.getLeastSignificantBits())
                    .put(wrapped)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("wrapping failed", e);
        }
    }

    /** Throws IllegalStateException if the key was wrapped for another subject or its master is gone. */
    DataKey unwrap(byte[] wrapped, TenantId tenant, SubjectId subject) {
        if (wrapped.length <= HEAD_LENGTH || wrapped[0] != VERSION) {
            throw new IllegalStateException("not a wrapped data key");
        }
        ByteBuffer head = ByteBuffer.wrap(wrapped, 1, HEAD_LENGTH - 1);
        int master = head.getInt();
        UUID domain = new UUID(head.getLong(), head.getLong());
        byte[] body = Arrays.copyOfRange(wrapped, HEAD_LENGTH, wrapped.length);
        try {
            byte[] key = new AesGcmJce(masters.domainKey(master, tenant, domain))
                    .decrypt(body, DataKey.owner(tenant, subject));
            return new DataKey(key, tenant, subject);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a data key does not unwrap", e);
        }
    }
}
