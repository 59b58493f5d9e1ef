// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.key.Digests;
import fi.lupa.platform.key.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes handles: a name for an identifier that one client can recognise again and that tells nobody else anything. They are made
 * from the identifier's key under the oldest master that lives, which is also what the stored states carry: so they stay while a
 * new master is taken into use, and change only when the oldest one is retired (ADR 0021). Thread-safe.
 */
final class Handles {

    private static final byte[] LABEL = "lupa-handle".getBytes(StandardCharsets.UTF_8);
    private static final Comparator<IdentifierKey> OLDEST_FIRST = Comparator.comparingInt(IdentifierKey::version);
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

    /** Returns the handle of the identifier with these keys, which are all of those under the masters that live. */
    String handle(Client client, List<IdentifierKey> live) {
        return handle(client, Collections.min(live, OLDEST_FIRST));
    }

    /** Returns the handle of the identifier whose key under the oldest master that lives is this one. */
    String handle(Client client, IdentifierKey oldest) {
        byte[] mac = Digests.hmac(keys.get(client), oldest.bytes());
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
