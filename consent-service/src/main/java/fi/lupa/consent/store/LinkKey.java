// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.platform.token.LinkKeyFile;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what is derived from the link key (the file {@code lupa.link-key}), which this service shares with the preference-service alone. */
@Singleton
final class LinkKey {

    private final byte[] key;

    LinkKey(StoreConfig config) {
        key = LinkKeyFile.load(config.linkKey());
    }

    @Produces
    @Singleton
    RevisionTokens revisionTokens() {
        return new RevisionTokens(key);
    }

    @Produces
    @Singleton
    RequestFingerprint fingerprint() {
        return new RequestFingerprint(key);
    }
}
