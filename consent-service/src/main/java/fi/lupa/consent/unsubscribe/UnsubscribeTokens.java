// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.unsubscribe;

import com.google.crypto.tink.subtle.AesGcmJce;
import fi.lupa.consent.capture.LinkSecrets;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads the secrets in unsubscribe links. The format is a contract with preference-service, which mints them too
 * ({@code src/main/contract/unsubscribe-token.md}). They never expire: a mail may be read years later.
 */
@ApplicationScoped
class UnsubscribeTokens {

    private static final String KEY_USE = "lupa-unsubscribe";
    private static final byte[] USE = "u1".getBytes(StandardCharsets.US_ASCII);
    private static final int UUID_LENGTH = 2 * Long.BYTES;
    private static final int HASH_LENGTH = 32;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST = 1_000;

    private final List<AesGcmJce> ciphers;

    UnsubscribeTokens(LinkSecrets secrets) {
        ciphers = secrets.keys(KEY_USE).stream().map(UnsubscribeTokens::cipher).toList();
    }

    private static AesGcmJce cipher(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** Returns the text of the link's last part. */
    String write(UnsubscribeToken token) {
        byte[] controller = name(token.controller());
        byte[] purpose = name(token.purpose());
        UUID tenant = token.tenant().value();
        byte[] plain = ByteBuffer.allocate(UUID_LENGTH + HASH_LENGTH + 2 + controller.length + purpose.length)
                .putLong(tenant.getMostSignificantBits())
                .putLong(tenant.getLeastSignificantBits())
                .put(token.innerHash())
                .put((byte) controller.length)
                .put(controller)
                .put((byte) purpose.length)
                .put(purpose)
                .array();
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ciphers.get(0).encrypt(plain, USE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a link cannot be sealed", e);
        }
    }

    /** Returns what the text says, if it was written with our key or one before it; nothing for anything else. */
    Optional<UnsubscribeToken> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return ciphers.stream().flatMap(cipher -> read(text, cipher).stream()).findFirst();
    }

    private static Optional<UnsubscribeToken> read(String text, AesGcmJce cipher) {
        try {
            byte[] plain = cipher.decrypt(Base64.getUrlDecoder().decode(text), USE);
            return Optional.of(parse(ByteBuffer.wrap(plain)));
        } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static UnsubscribeToken parse(ByteBuffer plain) {
        TenantId tenant = new TenantId(new UUID(plain.getLong(), plain.getLong()));
        byte[] innerHash = new byte[HASH_LENGTH];
        plain.get(innerHash);
        String controller = name(plain);
        String purpose = name(plain);
        return new UnsubscribeToken(tenant, controller, purpose.isEmpty() ? null : purpose, innerHash);
    }

    private static byte[] name(@Nullable String name) {
        byte[] bytes = name == null ? new byte[0] : name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_NAME) {
            throw new IllegalArgumentException("a name is too long for a link");
        }
        return bytes;
    }

    private static String name(ByteBuffer plain) {
        byte[] name = new byte[Byte.toUnsignedInt(plain.get())];
        plain.get(name);
        return new String(name, StandardCharsets.UTF_8);
    }
}
