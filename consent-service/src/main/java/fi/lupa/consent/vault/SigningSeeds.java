// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.vault;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Derives the seeds of signing keys from the vault's masters: HKDF(master[version], "lupa-sign" ‖ use). With a new master comes a new key;
 * what older masters signed can be verified for as long as they are in the keyset.
 */
@ApplicationScoped
public class SigningSeeds {

    private final VaultMasters masters;

    SigningSeeds(VaultConfig config) {
        masters = VaultKeysetFile.load(config.keyset());
    }

    /** Returns the version whose seed signs from now on. */
    public int current() {
        return masters.current();
    }

    /** Returns 32 bytes for each version. */
    public Map<Integer, byte[]> seeds(String use) {
        return masters.seeds(use);
    }

    @Override
    public String toString() {
        return "SigningSeeds[…]";
    }
}
