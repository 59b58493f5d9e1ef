// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.key.Hkdf;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Mints the one-click links of mails (RFC 8058) with the link key that consent-service shares, so that no service is called for
 * them. The format is consent-service's contract ({@code unsubscribe-token.md}), which reads and obeys them. Thread-safe.
 */
final class UnsubscribeLinks {

    private static final String KEY_USE = "lupa-unsubscribe";
    private static final byte[] USE = "u1".getBytes(StandardCharsets.US_ASCII);
    /** Each use begins with init, which forgets the one before, also one that failed. */
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(UnsubscribeLinks::newCipher);

    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final int LONGEST_NAME = 255;

    private final SecretKeySpec key;
    private final String base;
    private final SecureRandom random = new SecureRandom();

    /** Takes the link key, and where the public reaches consent-service. */
    UnsubscribeLinks(byte[] linkKey, URI publicUrl) {
        key = new SecretKeySpec(Hkdf.derive(linkKey, KEY_USE.getBytes(StandardCharsets.US_ASCII)), "AES");
        String url = publicUrl.toString();
        base = (url.endsWith("/") ? url : url + "/") + "u/";
    }

    /** Which mails a link stops: this purpose of this controller to the address with this inner hash. */
    @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
    record Link(TenantId tenant, String controller, String purpose, byte[] innerHash) {

        @Override
        public String toString() {
            return "Link[…]";
        }
    }

    /** Returns the header fields of one mail by their names. */
    Map<String, String> headers(Link link) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("List-Unsubscribe", "<" + url(link) + ">");
        headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return headers;
    }

    /** Returns the address that stops these mails when it is posted to. */
    String url(Link link) {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        return base + token(link, nonce);
    }

    /** Returns the token; a nonce must never be used twice. */
    String token(Link link, byte[] nonce) {
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(USE);
            byte[] sealed = cipher.doFinal(plain(link));
            byte[] token = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a link cannot be sealed", e);
        }
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES in GCM", e);
        }
    }

    private static byte[] plain(Link link) {
        byte[] controller = name(link.controller());
        byte[] purpose = name(link.purpose());
        UUID tenant = link.tenant().value();
        return ByteBuffer.allocate(2 * Long.BYTES + link.innerHash().length + 2 + controller.length + purpose.length)
                .putLong(tenant.getMostSignificantBits())
                .putLong(tenant.getLeastSignificantBits())
                .put(link.innerHash())
                .put((byte) controller.length)
                .put(controller)
                .put((byte) purpose.length)
                .put(purpose)
                .array();
    }

    private static byte[] name(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_NAME) {
            throw new IllegalArgumentException("a name is too long for a link");
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "UnsubscribeLinks";
    }
}
