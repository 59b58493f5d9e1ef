// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.subtle.AesGcmJce;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/** Makes and reads the tokens of forms: base64url of AES-256-GCM over their JSON, under a key derived from the link key. */
@ApplicationScoped
class CaptureTokens {

    private static final String KEY_USE = "lupa-capture-form";
    private static final byte[] USE = "f1".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 8_000;

    private final AesGcmJce cipher;
    private final ObjectMapper json;

    CaptureTokens(LinkSecrets secrets, ObjectMapper json) {
        this.json = json;
        try {
            cipher = new AesGcmJce(secrets.key(KEY_USE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    String write(CaptureToken token) {
        try {
            byte[] sealed = cipher.encrypt(json.writeValueAsBytes(token), USE);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a token cannot be sealed", null);
        }
    }

    /** Returns what the text says, if it was written here; nothing for anything else. */
    Optional<CaptureToken> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] plain = cipher.decrypt(Base64.getUrlDecoder().decode(text), USE);
            return Optional.of(json.readValue(plain, CaptureToken.class));
        } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }
}
