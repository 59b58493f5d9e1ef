// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.vault;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Settings of the vault. */
@ConfigMapping(prefix = "lupa.vault")
public interface VaultConfig {

    /** The file with the vault's keyset, mounted into the consent-service and nowhere else; see {@link VaultKeysetFile}. */
    Path keyset();
}
