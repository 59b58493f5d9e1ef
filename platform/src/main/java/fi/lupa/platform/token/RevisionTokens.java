// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.token;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.key.Digests;
import fi.lupa.platform.key.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * Mints and verifies revision tokens: base64url of version ‖ tenant tag ‖ epoch ‖ xid ‖ HMAC-SHA-256 cut to 16 bytes.
 *
 * <p>Thread-safe. Opaque to clients and not secret; what it must be is unforgeable, for a made-up position would make a
 * question wait for nothing.
 */
public final class RevisionTokens {

    private static final byte[] LABEL = "lupa-revision".getBytes(StandardCharsets.UTF_8);
    private static final byte VERSION = 1;
    private static final int KEY_LENGTH = 32;
    private static final int TAG_LENGTH = 8;
    private static final int SIGNED_LENGTH = 1 + TAG_LENGTH + Integer.BYTES + Long.BYTES;
    private static final int MAC_LENGTH = 16;
    private static final int LENGTH = SIGNED_LENGTH + MAC_LENGTH;
    private static final int TEXT_LENGTH = (LENGTH * 4 + 2) / 3;

    private final SecretKeySpec key;

    /** Takes the 32 bytes of the link key that consent- and preference-service share. */
    public RevisionTokens(byte[] linkKey) {
        if (linkKey.length != KEY_LENGTH) {
            throw new IllegalArgumentException("the link key has 32 bytes");
        }
        key = Digests.hmacKey(Hkdf.derive(linkKey, LABEL));
    }

    /** Returns the token's text. */
    public String mint(RevisionToken token) {
        byte[] signed = ByteBuffer.allocate(SIGNED_LENGTH)
                .put(VERSION)
                .put(tag(token.tenant()))
                .putInt(token.epoch())
                .putLong(token.xid())
                .array();
        byte[] whole = ByteBuffer.allocate(LENGTH)
                .put(signed)
                .put(mac(token.tenant(), signed))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** Returns the token if it was minted under this key for this tenant; empty for anything else. */
    public Optional<RevisionToken> verify(String text, TenantId tenant) {
        byte[] whole = decode(text);
        if (whole.length != LENGTH || whole[0] != VERSION) {
            return Optional.empty();
        }
        byte[] signed = Arrays.copyOf(whole, SIGNED_LENGTH);
        byte[] mac = Arrays.copyOfRange(whole, SIGNED_LENGTH, LENGTH);
        boolean sameTenant = MessageDigest.isEqual(tag(tenant), Arrays.copyOfRange(signed, 1, 1 + TAG_LENGTH));
        boolean genuine = MessageDigest.isEqual(mac(tenant, signed), mac);
        if (!(sameTenant && genuine)) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(signed).position(1 + TAG_LENGTH);
        return Optional.of(new RevisionToken(tenant, fields.getInt(), fields.getLong()));
    }

    /** Decodes the one canonical text of the bytes; anything else gives no bytes. */
    private static byte[] decode(String text) {
        if (text.length() != TEXT_LENGTH) {
            return new byte[0];
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            String canonical = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return canonical.equals(text) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] tag(TenantId tenant) {
        return Arrays.copyOf(Digests.hmac(key, new byte[] {'t'}, bytes(tenant)), TAG_LENGTH);
    }

    /** The whole tenant id goes in, so that two tenants whose tags collide still do not share tokens. */
    private byte[] mac(TenantId tenant, byte[] signed) {
        return Arrays.copyOf(Digests.hmac(key, new byte[] {'m'}, bytes(tenant), signed), MAC_LENGTH);
    }

    private static byte[] bytes(TenantId tenant) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .array();
    }

    @Override
    public String toString() {
        return "RevisionTokens";
    }
}
