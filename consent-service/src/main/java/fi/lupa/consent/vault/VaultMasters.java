// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.vault;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.key.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The vault's masters; derives the key of an identity domain: HKDF(master[version], "lupa-vault-kek" ‖ tenant ‖ domain). */
final class VaultMasters {

    private static final byte[] LABEL = "lupa-vault-kek".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROOF_LABEL = "lupa-proof-kek".getBytes(StandardCharsets.US_ASCII);
    private static final String SIGNING = "lupa-sign:";
    private static final int UUID_LENGTH = 2 * Long.BYTES;
    private static final int KEY_LENGTH = 32;

    private final int current;
    private final Map<Integer, byte[]> masters;

    private VaultMasters(int current, Map<Integer, byte[]> masters) {
        this.current = current;
        this.masters = Map.copyOf(masters);
    }

    int current() {
        return current;
    }

    /** Throws IllegalStateException if the master is gone. */
    byte[] domainKey(int version, TenantId tenant, UUID domain) {
        return derived(LABEL, version, tenant, domain);
    }

    /** The key that wraps the keys of sealed proof, and nothing else; throws IllegalStateException if the master is gone. */
    byte[] proofKey(int version, TenantId tenant, UUID domain) {
        return derived(PROOF_LABEL, version, tenant, domain);
    }

    private byte[] derived(byte[] label, int version, TenantId tenant, UUID domain) {
        byte[] master = masters.get(version);
        if (master == null) {
            throw new IllegalStateException("a master of the vault's keyset is missing");
        }
        byte[] info = ByteBuffer.allocate(label.length + 2 * UUID_LENGTH)
                .put(label)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .putLong(domain.getMostSignificantBits())
                .putLong(domain.getLeastSignificantBits())
                .array();
        return Hkdf.derive(master, info);
    }

    /** The seed of a signing key, for each master. */
    Map<Integer, byte[]> seeds(String use) {
        byte[] info = (SIGNING + use).getBytes(StandardCharsets.US_ASCII);
        Map<Integer, byte[]> seeds = new HashMap<>();
        masters.forEach((version, master) -> seeds.put(version, Hkdf.derive(master, info)));
        return Map.copyOf(seeds);
    }

    @Override
    public String toString() {
        return "VaultMasters[…]";
    }

    static final class Builder {

        private final int current;
        private final Map<Integer, byte[]> masters = new HashMap<>();

        Builder(int current) {
            this.current = current;
        }

        void add(int version, byte[] master) {
            if (version < 1 || master.length != KEY_LENGTH) {
                throw new IllegalArgumentException("a master has a positive version and 32 bytes");
            }
            masters.put(version, master.clone());
        }

        VaultMasters build() {
            if (!masters.containsKey(current)) {
                throw new IllegalArgumentException("the current master is missing");
            }
            return new VaultMasters(current, masters);
        }
    }
}
