// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one setting that the whole service shares. A mapping of the prefix {@code lupa} would have to know everybody's settings. */
@Singleton
public final class StoreConfig {

    private final Path linkKey;

    StoreConfig(@ConfigProperty(name = "lupa.link-key") Path linkKey) {
        this.linkKey = linkKey;
    }

    /** The file with the link key, shared with the preference-service: base64 of 32 bytes. */
    public Path linkKey() {
        return linkKey;
    }
}
