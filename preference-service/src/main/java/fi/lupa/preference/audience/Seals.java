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
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Seals what is kept of a check, under a key of this check derived from the link key, so that a copy of the database shows nothing. */
@Singleton
final class Seals {

    private static final byte[] USE = "lupa-audience".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final byte[] linkKey;

    Seals(@ConfigProperty(name = "lupa.link-key") Path linkKey) {
        this.linkKey = LinkKeyFile.load(linkKey);
    }

    /** Which piece of a check: no two pieces are sealed with the same key and nonce. */
    record Place(TenantId tenant, UUID check, char kind, int n) {}

    byte[] seal(Place place, byte[] plain) {
        return run(Cipher.ENCRYPT_MODE, place, plain);
    }

    /** Opens a piece; one that was changed, or belongs to another place, is an error of ours. */
    byte[] open(Place place, byte[] sealed) {
        return run(Cipher.DECRYPT_MODE, place, sealed);
    }

    private byte[] run(int mode, Place place, byte[] text) {
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
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode, new SecretKeySpec(Hkdf.derive(linkKey, info), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a piece of a check cannot be sealed or opened", e);
        }
    }

    @Override
    public String toString() {
        return "Seals";
    }
}
