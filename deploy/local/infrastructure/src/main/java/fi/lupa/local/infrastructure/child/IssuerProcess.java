// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure.child;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * The OIDC issuer {@code lupa}: client credentials for the clients of a file, a sign-in page that takes any name and asks for no password, and any token for
 * tests. Its keys are public: never use it outside loopback.
 */
public final class IssuerProcess {

    static final String ISSUER = "lupa";

    private IssuerProcess() {}

    /** Runs until SIGTERM. */
    public static void main(String[] args) throws IOException {
        Child.endOnFailure();
        Child.endWithOwner(() -> {});
        Duration expiry = Duration.parse(System.getProperty("lupa.issuer.expiry"));
        OAuth2TokenProvider tokens = new OAuth2TokenProvider();
        ClientTokens clients = new ClientTokens(Child.dir().resolve("clients.json"), expiry);
        OAuth2Config config = new OAuth2Config(true, null, null, false, tokens, Set.of(clients));
        MockOAuth2Server server = new MockOAuth2Server(config, new MintRoute(tokens));
        server.start(InetAddress.getLoopbackAddress(), Child.port());
        Child.ready();
    }
}
