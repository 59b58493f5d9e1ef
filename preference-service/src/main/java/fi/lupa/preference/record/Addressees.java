// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.key.Digests;
import fi.lupa.platform.key.Hkdf;
import fi.lupa.platform.token.LinkKeyFile;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Names addressees in records: an HMAC under a key of the tenant's that is made from the link key. It does not change when
 * identifier keys are rotated, so a record is found for as long as it is kept; and nobody finds one without the address and the
 * key. Thread-safe.
 */
@Singleton
public final class Addressees {

    private static final byte[] LABEL = "lupa-record".getBytes(StandardCharsets.UTF_8);
    private static final int LENGTH = 16;
    private static final int CACHED_TENANTS = 1_000;

    private final byte[] linkKey;
    private final LoadingCache<TenantId, SecretKeySpec> keys;

    Addressees(@ConfigProperty(name = "lupa.link-key") Path linkKey) {
        this.linkKey = LinkKeyFile.load(linkKey);
        this.keys = Caffeine.newBuilder()
                .maximumSize(CACHED_TENANTS)
                .executor(Runnable::run)
                .build(this::derive);
    }

    /** Returns the name of who has this identifier in the identity domain. */
    public String name(TenantId tenant, UUID domain, NormalisedIdentifier identifier) {
        byte[] type = identifier.type().name().getBytes(StandardCharsets.UTF_8);
        byte[] mac = Digests.hmac(
                keys.get(tenant), bytes(domain), type, new byte[] {0}, IdentifierKeys.innerHash(identifier));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, LENGTH));
    }

    private SecretKeySpec derive(TenantId tenant) {
        byte[] info = ByteBuffer.allocate(LABEL.length + 2 * Long.BYTES)
                .put(LABEL)
                .put(bytes(tenant.value()))
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
