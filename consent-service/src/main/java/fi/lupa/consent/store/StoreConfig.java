// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Settings that the whole service shares. */
@ConfigMapping(prefix = "lupa")
public interface StoreConfig {

    /** The file with the link key, shared with the preference-service: base64 of 32 bytes. */
    Path linkKey();
}
