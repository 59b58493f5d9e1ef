// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.key.Hkdf;
import fi.lupa.platform.token.LinkKeyFile;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals what is kept of a check, under a key of this check derived from the link key, so that a copy of the database shows nothing. What was
 * sealed before the link key changed is opened by the keys of before. */
@Singleton
final class Seals {

    private static final byte[] USE = "lupa-audience".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final List<byte[]> linkKeys;

    Seals(@ConfigProperty(name = "lupa.link-key") Path linkKey) {
        this.linkKeys = LinkKeyFile.loadAll(linkKey);
    }

    /** Which piece of a check: no two pieces are sealed with the same key and nonce. */
    record Place(TenantId tenant, UUID check, char kind, int n) {}

    byte[] seal(Place place, byte[] plain) {
        try {
            return run(Cipher.ENCRYPT_MODE, linkKeys.get(0), place, plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a piece of a check cannot be sealed", e);
        }
    }

    /** Opens a piece; one that was changed, or belongs to another place, is an error of ours. */
    byte[] open(Place place, byte[] sealed) {
        GeneralSecurityException none = new GeneralSecurityException("no key");
        for (byte[] linkKey : linkKeys) {
            try {
                return run(Cipher.DECRYPT_MODE, linkKey, place, sealed);
            } catch (GeneralSecurityException other) {
                none.addSuppressed(other);
            }
        }
        throw new IllegalStateException("a piece of a check cannot be opened", none);
    }

    private static byte[] run(int mode, byte[] linkKey, Place place, byte[] text) throws GeneralSecurityException {
        byte[] info = ByteBuffer.allocate(USE.length + 4 * Long.BYTES)
                .put(USE)
                .putLong(place.tenant().value().getMostSignificantBits())
                .putLong(place.tenant().value().getLeastSignificantBits())
                .putLong(place.check().getMostSignificantBits())
                .putLong(place.check().getLeastSignificantBits())
                .array();
        byte[] nonce = ByteBuffer.allocate(NONCE_LENGTH)
                .putInt(place.kind())
                .putInt(place.n())
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(Hkdf.derive(linkKey, info), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher.doFinal(text);
    }

    @Override
    public String toString() {
        return "Seals";
    }
}
