// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;

/**
 * Seals what is kept of an erased person, each piece under a new key of its own: master's version ‖ AES-256-GCM(proof key of the domain, key). No
 * subject's key opens it, and this one opens nothing else. Thread-safe.
 */
@ApplicationScoped
public class ProofSeal {

    private static final int KEY_LENGTH = 32;

    private final VaultMasters masters;
    private final SecureRandom random;

    ProofSeal(VaultConfig config, SecureRandom random) {
        masters = VaultKeysetFile.load(config.keyset());
        this.random = random;
    }

    /** What is stored: the wrapped key and what it seals. */
    @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
    public record Sealed(byte[] wrapped, byte[] ciphertext) {

        @Override
        public String toString() {
            return "Sealed[…]";
        }
    }

    /** Seals a proof of this id. */
    public Sealed seal(TenantId tenant, UUID domain, UUID proof, byte[] plain) {
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        int master = masters.current();
        byte[] owner = owner(tenant, proof);
        try {
            byte[] wrapped = new AesGcmJce(masters.proofKey(master, tenant, domain)).encrypt(key, owner);
            byte[] stored = ByteBuffer.allocate(Integer.BYTES + wrapped.length)
                    .putInt(master)
                    .put(wrapped)
                    .array();
            return new Sealed(stored, new AesGcmJce(key).encrypt(plain, owner));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /** Opens it; throws IllegalStateException if it was sealed for another tenant, domain or id. */
    public byte[] open(TenantId tenant, UUID domain, UUID proof, Sealed sealed) {
        int master = ByteBuffer.wrap(sealed.wrapped()).getInt();
        byte[] wrapped = Arrays.copyOfRange(sealed.wrapped(), Integer.BYTES, sealed.wrapped().length);
        byte[] owner = owner(tenant, proof);
        try {
            byte[] key = new AesGcmJce(masters.proofKey(master, tenant, domain)).decrypt(wrapped, owner);
            return new AesGcmJce(key).decrypt(sealed.ciphertext(), owner);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealed proof does not open", e);
        }
    }

    private static byte[] owner(TenantId tenant, UUID proof) {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .putLong(proof.getMostSignificantBits())
                .putLong(proof.getLeastSignificantBits())
                .array();
    }

    @Override
    public String toString() {
        return "ProofSeal[…]";
    }
}
