// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.pages;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The auditor's pages under {@code /pages}, and how people sign in to them: OpenID Connect's authorization code flow with PKCE. */
@ConfigMapping(prefix = "lupa.audit.pages")
interface PagesConfig {

    /** Whether there are pages. */
    @WithDefault("false")
    boolean enabled();

    /** The pages' client at the issuer; its redirect is this service's address with {@code /pages}. */
    @WithDefault("audit-pages")
    String clientId();

    /** The client's secret. */
    Optional<String> clientSecret();

    /** At least 32 characters, by which the cookies of sessions are encrypted; the same for all processes of the service. */
    Optional<String> sessionSecret();

    /** Whether cookies go over HTTPS alone. */
    @WithDefault("true")
    boolean httpsOnly();
}
