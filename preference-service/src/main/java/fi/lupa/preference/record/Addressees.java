// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
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
import java.util.List;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Names addressees in records: an HMAC under a key of the tenant's that is made from the link key. It does not change when
 * identifier keys are rotated, and the link keys of before go on finding what was recorded under them, so a record is found for as
 * long as it is kept; nobody finds one without the address and the key. Thread-safe.
 */
@Singleton
public final class Addressees {

    private static final byte[] LABEL = "lupa-record".getBytes(StandardCharsets.UTF_8);
    private static final int LENGTH = 16;
    private static final int CACHED_TENANTS = 1_000;

    private final List<byte[]> linkKeys;
    private final LoadingCache<TenantId, List<SecretKeySpec>> keys;

    Addressees(@ConfigProperty(name = "lupa.link-key") Path linkKey) {
        this.linkKeys = LinkKeyFile.loadAll(linkKey);
        this.keys = Caffeine.newBuilder()
                .maximumSize(CACHED_TENANTS)
                .executor(Runnable::run)
                .build(this::deriveAll);
    }

    /** Returns the name of who has this identifier in the identity domain, for a record that is made now. */
    public String name(TenantId tenant, UUID domain, NormalisedIdentifier identifier) {
        return name(tenant, domain, identifier.type(), IdentifierKeys.innerHash(identifier));
    }

    /** The same for one whose inner hash is known already. */
    public String name(TenantId tenant, UUID domain, IdentifierType type, byte[] innerHash) {
        return name(keys.get(tenant).get(0), domain, type, innerHash);
    }

    /** Returns every name that records may give who has this identifier: under the link key, and under those before it. */
    public List<String> names(TenantId tenant, UUID domain, NormalisedIdentifier identifier) {
        byte[] innerHash = IdentifierKeys.innerHash(identifier);
        return keys.get(tenant).stream()
                .map(key -> name(key, domain, identifier.type(), innerHash))
                .toList();
    }

    private static String name(SecretKeySpec key, UUID domain, IdentifierType type, byte[] innerHash) {
        byte[] typeName = type.name().getBytes(StandardCharsets.UTF_8);
        byte[] mac = Digests.hmac(key, bytes(domain), typeName, new byte[] {0}, innerHash);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, LENGTH));
    }

    private List<SecretKeySpec> deriveAll(TenantId tenant) {
        byte[] info = ByteBuffer.allocate(LABEL.length + 2 * Long.BYTES)
                .put(LABEL)
                .put(bytes(tenant.value()))
                .array();
        return linkKeys.stream()
                .map(key -> Digests.hmacKey(Hkdf.derive(key, info)))
                .toList();
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
