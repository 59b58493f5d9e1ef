// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.platform.identifier.IdentifierKeys;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Settings of identifiers. */
@ConfigMapping(prefix = "lupa.identifiers")
public interface IdentifiersConfig {

    /** The file with the masters of identifier keys, shared with the preference-service. */
    Path keyset();

    /** Makes the keys once. */
    @Singleton
    final class Keys {

        @Produces
        @Singleton
        IdentifierKeys identifierKeys(IdentifiersConfig config) {
            return IdentifierKeys.load(config.keyset());
        }
    }
}
