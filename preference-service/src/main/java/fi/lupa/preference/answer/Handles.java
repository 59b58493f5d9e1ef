// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.key.Digests;
import fi.lupa.platform.key.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes handles: a name for an identifier that one client can recognise again and that tells nobody else anything. They do not
 * change when the identifier keys are rotated, because they are made under keys of their own. Thread-safe.
 */
final class Handles {

    private static final byte[] LABEL = "lupa-handle".getBytes(StandardCharsets.UTF_8);
    private static final int LENGTH = 16;
    private static final int CACHED_CLIENTS = 10_000;

    private final byte[] linkKey;
    private final LoadingCache<Client, SecretKeySpec> keys;

    Handles(byte[] linkKey) {
        this.linkKey = linkKey.clone();
        keys = Caffeine.newBuilder()
                .maximumSize(CACHED_CLIENTS)
                .executor(Runnable::run)
                .build(this::derive);
    }

    /** A client within its tenant. */
    record Client(TenantId tenant, String name) {}

    /** Returns the handle of an identifier of this identity domain for this client. */
    String handle(Client client, UUID domain, NormalisedIdentifier identifier) {
        byte[] type = identifier.type().name().getBytes(StandardCharsets.UTF_8);
        byte[] mac = Digests.hmac(
                keys.get(client), bytes(domain), type, new byte[] {0}, IdentifierKeys.innerHash(identifier));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, LENGTH));
    }

    private SecretKeySpec derive(Client client) {
        byte[] name = client.name().getBytes(StandardCharsets.UTF_8);
        byte[] info = ByteBuffer.allocate(LABEL.length + 2 * Long.BYTES + name.length)
                .put(LABEL)
                .put(bytes(client.tenant().value()))
                .put(name)
                .array();
        return Digests.hmacKey(Hkdf.derive(linkKey, info));
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
