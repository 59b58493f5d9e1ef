// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import fi.lupa.platform.key.Digests;
import fi.lupa.platform.key.Hkdf;
import fi.lupa.platform.key.SecretFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes identifier keys: HMAC-SHA-256(K, type ‖ 0x00 ‖ SHA-256(value)), K = HKDF(master[version], "lupa-id" ‖ domain ‖ type).
 *
 * <p>A key means something within one identity domain only, so that two controllers' registers cannot be joined.
 * Thread-safe; shows nothing secret.
 */
public final class IdentifierKeys {

    private static final byte[] LABEL = "lupa-id".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SEPARATOR = {0};
    private static final int CACHED_KEYS = 10_000;
    private static final int HASH_LENGTH = 32;

    private final List<Integer> versions;
    private final Map<Integer, byte[]> masters;
    private final LoadingCache<Slot, SecretKeySpec> derived;

    private IdentifierKeys(IdentifierKeyset keyset) {
        versions = keyset.versions();
        masters = keyset.keys();
        derived = Caffeine.newBuilder()
                .maximumSize(CACHED_KEYS)
                .executor(Runnable::run)
                .build(this::derive);
    }

    /** Loads a keyset file; throws IllegalStateException, without its content, if it is not one. */
    public static IdentifierKeys load(Path file) {
        return parse(SecretFile.read(file));
    }

    /** Reads {@code {"current":1,"live":[1],"masters":{"1":"<base64 of 32 bytes>"}}}. */
    public static IdentifierKeys parse(String json) {
        return new IdentifierKeys(IdentifierKeyset.parse(json));
    }

    /** Returns the version under which new keys are made. */
    public int currentVersion() {
        return versions.get(0);
    }

    /** Returns the key under the current master. */
    public IdentifierKey current(UUID domain, NormalisedIdentifier identifier) {
        return current(domain, identifier.type(), innerHash(identifier));
    }

    /** Returns the keys under every live master, the current one first: by each of them the identifier may be stored. */
    public List<IdentifierKey> live(UUID domain, NormalisedIdentifier identifier) {
        return live(domain, identifier.type(), innerHash(identifier));
    }

    /** Does the same for a list that was hashed before it was sent: 32 bytes of SHA-256 of the normalised value. */
    public IdentifierKey current(UUID domain, IdentifierType type, byte[] innerHash) {
        return key(versions.get(0), domain, type, innerHash);
    }

    /** Does the same for a list that was hashed before it was sent: 32 bytes of SHA-256 of the normalised value. */
    public List<IdentifierKey> live(UUID domain, IdentifierType type, byte[] innerHash) {
        if (versions.size() == 1) {
            return List.of(key(versions.get(0), domain, type, innerHash));
        }
        return versions.stream()
                .map(version -> key(version, domain, type, innerHash))
                .toList();
    }

    /** Returns SHA-256 of the value in UTF-8: what a pre-hashed list carries. */
    public static byte[] innerHash(NormalisedIdentifier identifier) {
        return Digests.sha256(identifier.value().getBytes(StandardCharsets.UTF_8));
    }

    private IdentifierKey key(int version, UUID domain, IdentifierType type, byte[] innerHash) {
        if (innerHash.length != HASH_LENGTH) {
            throw new IllegalArgumentException("the inner hash has 32 bytes");
        }
        SecretKeySpec key = derived.get(new Slot(version, domain, type));
        return new IdentifierKey(version, Digests.hmac(key, utf8(type), SEPARATOR, innerHash));
    }

    private SecretKeySpec derive(Slot slot) {
        byte[] type = utf8(slot.type());
        byte[] info = ByteBuffer.allocate(LABEL.length + 2 * Long.BYTES + type.length)
                .put(LABEL)
                .putLong(slot.domain().getMostSignificantBits())
                .putLong(slot.domain().getLeastSignificantBits())
                .put(type)
                .array();
        byte[] master = Objects.requireNonNull(masters.get(slot.version()), "every live version has a master");
        return Digests.hmacKey(Hkdf.derive(master, info));
    }

    private static byte[] utf8(IdentifierType type) {
        return type.name().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "IdentifierKeys[versions=" + versions + "]";
    }

    private record Slot(int version, UUID domain, IdentifierType type) {}
}
