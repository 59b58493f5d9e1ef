// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/** The hosting and isolation boundary that a row, a token or a message belongs to. */
public record TenantId(@JsonValue UUID value) {

    /** The namespace of tenant keys, drawn once; changing it would orphan every row. */
    private static final UUID NAMESPACE = UUID.fromString("5b0f4a3e-6c1d-4e0a-9a57-1c8b7d2f6e90");

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    @JsonCreator
    public TenantId {}

    /**
     * Returns the tenant named by the {@code tenant} claim: a UUID is used as it is, a key {@code [a-z0-9][a-z0-9-]{0,62}}
     * becomes its UUIDv5. Throws IllegalArgumentException for anything else.
     */
    public static TenantId ofKey(String tenantKey) {
        if (UUID_FORM.matcher(tenantKey).matches()) {
            return new TenantId(UUID.fromString(tenantKey));
        }
        if (!KEY.matcher(tenantKey).matches()) {
            throw new IllegalArgumentException("not a tenant key");
        }
        return new TenantId(uuidV5(tenantKey));
    }

    private static UUID uuidV5(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer input = ByteBuffer.allocate(16 + text.length)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .put(text);
        ByteBuffer digest = ByteBuffer.wrap(sha1(input.array()));
        long high = (digest.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha1(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
