// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How extracts are sealed and for how long they can be fetched. Without a seal none is issued. */
@ConfigMapping(prefix = "lupa.audit.extracts")
interface ExtractConfig {

    /** File with the seal's private key, RSA or EC in PEM (PKCS #8). */
    Optional<Path> sealKey();

    /** File with the seal's certificate in PEM, its issuers' after it. */
    Optional<Path> sealCertificate();

    /** How often released extracts are looked for. */
    @WithDefault("PT1S")
    Duration interval();

    /** How long after its release an extract can be fetched; what was issued stays in the log for ever. */
    @WithDefault("P30D")
    Duration availableFor();

    /**
     * Where consent-service is: it is asked for the disclosures, with the token of whoever fetches the bundle. Unset, bundles say that
     * disclosures were not asked for.
     */
    Optional<URI> consentService();

    /**
     * Where preference-service is: for an extract about a person it is asked what was answered about their addresses, with the token of whoever
     * fetches the bundle. Unset, bundles say that it was not asked for.
     */
    Optional<URI> preferenceService();

    /** How many bundles this process writes at once; whoever asks for one more is told to come again. */
    @WithDefault("2")
    int concurrentBundles();
}
