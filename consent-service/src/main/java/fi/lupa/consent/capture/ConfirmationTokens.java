// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.google.crypto.tink.subtle.AesGcmJce;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes and reads the secrets in confirmation links: base64url of AES-256-GCM over tenant ‖ subject ‖ until ‖ record ids, under a key
 * derived from the link key. Nothing of it can be read or changed by whoever holds the link.
 */
@ApplicationScoped
class ConfirmationTokens {

    private static final String KEY_USE = "lupa-confirmation";
    private static final byte[] USE = "c1".getBytes(StandardCharsets.US_ASCII);
    private static final int SUBJECT_LENGTH = 30;
    private static final int UUID_LENGTH = 2 * Long.BYTES;
    private static final int HEAD_LENGTH = UUID_LENGTH + SUBJECT_LENGTH + Long.BYTES;
    private static final int LONGEST = 4_000;

    private final AesGcmJce cipher;

    ConfirmationTokens(LinkSecrets secrets) {
        try {
            cipher = new AesGcmJce(secrets.key(KEY_USE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** Returns the text of the link's last part. */
    String write(ConfirmationToken token) {
        ByteBuffer plain = ByteBuffer.allocate(HEAD_LENGTH + token.records().size() * UUID_LENGTH);
        put(plain, token.tenant().value());
        plain.put(token.subject().value().getBytes(StandardCharsets.US_ASCII));
        plain.putLong(token.until().toEpochMilli());
        token.records().forEach(record -> put(plain, record));
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.encrypt(plain.array(), USE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a link cannot be sealed", e);
        }
    }

    /** Returns what the text says, if it was written here; nothing for anything else. */
    Optional<ConfirmationToken> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] plain = cipher.decrypt(Base64.getUrlDecoder().decode(text), USE);
            return Optional.of(parse(ByteBuffer.wrap(plain)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ConfirmationToken parse(ByteBuffer plain) {
        TenantId tenant = new TenantId(uuid(plain));
        byte[] subject = new byte[SUBJECT_LENGTH];
        plain.get(subject);
        Instant until = Instant.ofEpochMilli(plain.getLong());
        List<UUID> records = new ArrayList<>();
        while (plain.hasRemaining()) {
            records.add(uuid(plain));
        }
        return new ConfirmationToken(
                tenant, SubjectId.parse(new String(subject, StandardCharsets.US_ASCII)), until, records);
    }

    private static void put(ByteBuffer bytes, UUID id) {
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
