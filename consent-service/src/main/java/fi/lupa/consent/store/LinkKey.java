// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.platform.token.LinkKeyFile;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what is derived from the link key, which this service shares with the preference-service alone. */
@Singleton
final class LinkKey {

    @Produces
    @Singleton
    RevisionTokens revisionTokens(StoreConfig config) {
        return new RevisionTokens(LinkKeyFile.load(config.linkKey()));
    }

    @Produces
    @Singleton
    RequestFingerprint fingerprint(StoreConfig config) {
        return new RequestFingerprint(LinkKeyFile.load(config.linkKey()));
    }
}
