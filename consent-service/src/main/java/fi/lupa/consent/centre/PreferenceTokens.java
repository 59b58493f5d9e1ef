// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import com.google.crypto.tink.subtle.AesGcmJce;
import fi.lupa.consent.capture.Addressees;
import fi.lupa.consent.capture.LinkSecrets;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes and reads the secrets in links to the preference centre: base64url of AES-256-GCM over tenant ‖ inner hash ‖ until ‖ controller, under a
 * key derived from the link key. The page shows what is on file, so the link ends; the unsubscribe link of the same mail does not.
 */
@ApplicationScoped
class PreferenceTokens {

    private static final String KEY_USE = "lupa-preferences";
    private static final byte[] USE = "p1".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_LENGTH = 32;
    private static final int HEAD_LENGTH = 2 * Long.BYTES + HASH_LENGTH + Long.BYTES;
    private static final int LONGEST = 1_000;

    private final AesGcmJce cipher;
    private final InstantSource clock;

    PreferenceTokens(LinkSecrets secrets, InstantSource clock) {
        try {
            cipher = new AesGcmJce(secrets.key(KEY_USE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
        this.clock = clock;
    }

    /** Returns the text of the link's last part. */
    String write(PreferenceToken token) {
        byte[] controller = token.link().controller().getBytes(StandardCharsets.UTF_8);
        UUID tenant = token.link().tenant().value();
        byte[] plain = ByteBuffer.allocate(HEAD_LENGTH + controller.length)
                .putLong(tenant.getMostSignificantBits())
                .putLong(tenant.getLeastSignificantBits())
                .put(token.link().innerHash())
                .putLong(token.until().toEpochMilli())
                .put(controller)
                .array();
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.encrypt(plain, USE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a link cannot be sealed", e);
        }
    }

    /** Returns whom the text names, if it was written here and its time is not over; nothing for anything else. */
    Optional<Addressees.Link> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] plain = cipher.decrypt(Base64.getUrlDecoder().decode(text), USE);
            return Optional.of(parse(ByteBuffer.wrap(plain)))
                    .filter(token -> clock.instant().isBefore(token.until()))
                    .map(PreferenceToken::link);
        } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static PreferenceToken parse(ByteBuffer plain) {
        TenantId tenant = new TenantId(new UUID(plain.getLong(), plain.getLong()));
        byte[] innerHash = new byte[HASH_LENGTH];
        plain.get(innerHash);
        Instant until = Instant.ofEpochMilli(plain.getLong());
        byte[] controller = new byte[plain.remaining()];
        plain.get(controller);
        Addressees.Link link = new Addressees.Link(tenant, new String(controller, StandardCharsets.UTF_8), innerHash);
        return new PreferenceToken(link, until);
    }
}
