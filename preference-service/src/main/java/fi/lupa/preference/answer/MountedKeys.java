// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.token.LinkKeyFile;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Loads the key files that are mounted into this service; without them, or the address links lead to, it does not start. */
@Singleton
final class MountedKeys {

    @Produces
    @Singleton
    IdentifierKeys identifierKeys(@ConfigProperty(name = "lupa.identifiers.keyset") Path keyset) {
        return IdentifierKeys.load(keyset);
    }

    @Produces
    @Singleton
    RevisionTokens revisionTokens(@ConfigProperty(name = "lupa.link-key") Path linkKey) {
        return new RevisionTokens(LinkKeyFile.load(linkKey));
    }

    @Produces
    @Singleton
    UnsubscribeLinks unsubscribeLinks(
            @ConfigProperty(name = "lupa.link-key") Path linkKey,
            @ConfigProperty(name = "lupa.public-url") URI publicUrl) {
        return new UnsubscribeLinks(LinkKeyFile.load(linkKey), publicUrl);
    }

    @Produces
    @Singleton
    Handles handles(@ConfigProperty(name = "lupa.link-key") Path linkKey) {
        return new Handles(LinkKeyFile.load(linkKey));
    }
}
