// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.google.crypto.tink.subtle.AesGcmJce;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes and reads notice tokens: base64url of AES-256-GCM over tenant ‖ until ‖ controller, notice, version, language, digest, under a key
 * derived from the link key. Whoever holds one can show it and change nothing of it.
 */
@ApplicationScoped
class NoticeTokens {

    private static final String KEY_USE = "lupa-notice";
    private static final byte[] USE = "n1".getBytes(StandardCharsets.US_ASCII);
    private static final String SEPARATOR = "\n";
    private static final int HEAD_LENGTH = 3 * Long.BYTES;
    private static final int TEXTS = 5;
    private static final int LONGEST = 2_000;

    private final AesGcmJce cipher;

    NoticeTokens(LinkSecrets secrets) {
        try {
            cipher = new AesGcmJce(secrets.key(KEY_USE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** Returns the token's text. */
    String write(NoticeToken token) {
        NoticeToken.Text text = token.text();
        byte[] texts = String.join(
                        SEPARATOR, token.controller(), text.id(), text.version(), text.language(), text.sha256())
                .getBytes(StandardCharsets.UTF_8);
        UUID tenant = token.tenant().value();
        byte[] plain = ByteBuffer.allocate(HEAD_LENGTH + texts.length)
                .putLong(tenant.getMostSignificantBits())
                .putLong(tenant.getLeastSignificantBits())
                .putLong(token.until().toEpochMilli())
                .put(texts)
                .array();
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.encrypt(plain, USE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a token cannot be sealed", e);
        }
    }

    /** Returns what the text says, if it was written here; nothing for anything else. */
    Optional<NoticeToken> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return parse(cipher.decrypt(Base64.getUrlDecoder().decode(text), USE));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<NoticeToken> parse(byte[] plain) {
        ByteBuffer head = ByteBuffer.wrap(plain);
        TenantId tenant = new TenantId(new UUID(head.getLong(), head.getLong()));
        Instant until = Instant.ofEpochMilli(head.getLong());
        String[] texts = new String(plain, HEAD_LENGTH, plain.length - HEAD_LENGTH, StandardCharsets.UTF_8)
                .split(SEPARATOR, TEXTS);
        if (texts.length != TEXTS) {
            return Optional.empty();
        }
        NoticeToken.Text text = new NoticeToken.Text(texts[1], texts[2], texts[3], texts[4]);
        return Optional.of(new NoticeToken(tenant, texts[0], text, until));
    }
}
