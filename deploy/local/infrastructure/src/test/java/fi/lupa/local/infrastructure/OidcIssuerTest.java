// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OidcIssuerTest {

    private static final OidcClient TOOL =
            new OidcClient("made-up", "try-tenant", List.of("first", "second"), "consent:write decision:read", null);

    @TempDir
    static Path dir;

    private static OidcIssuer issuer;

    @BeforeAll
    static void start() {
        issuer = OidcIssuer.start(dir, 0, Map.of("try-tool", TOOL), Duration.ofMinutes(10));
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @Test
    void issuesASignedTokenWithTheClientsClaims_whenTheSecretFits() throws Exception {
        // When
        SignedJWT token = SignedJWT.parse(issuer.token("try-tool", "made-up"));

        // Then
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(isSignedByIssuer(token)).isTrue();
        assertThat(claims.getIssuer()).isEqualTo("http://127.0.0.1:" + issuer.port() + "/lupa");
        assertThat(claims.getAudience()).containsExactly("lupa");
        assertThat(claims.getSubject()).isEqualTo("try-tool");
        assertThat(claims.getStringClaim("tenant")).isEqualTo("try-tenant");
        assertThat(claims.getStringListClaim("controllers")).containsExactly("first", "second");
        assertThat(claims.getStringClaim("scope")).isEqualTo("consent:write decision:read");
        assertThat(claims.getStringClaim("azp")).isEqualTo("try-tool");
        assertThat(claims.getStringClaim("client_id")).isEqualTo("try-tool");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void refuses_whenTheSecretIsWrongOrTheClientUnknown() {
        // When
        assertThatThrownBy(() -> issuer.token("try-tool", "wrong"))
                // Then
                .hasMessageContaining("invalid_client");
        assertThatThrownBy(() -> issuer.token("nobody", "made-up")).hasMessageContaining("invalid_client");
    }

    @Test
    void knowsTheClient_whenItWasAddedWhileRunning() throws Exception {
        // Given
        issuer.putClient("late-tool", new OidcClient(null, "late-tenant", List.of(), "audit:read", "someone"));

        // When
        SignedJWT token = SignedJWT.parse(issuer.token("late-tool", "anything"));

        // Then
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("someone");
        assertThat(token.getJWTClaimsSet().getStringClaim("tenant")).isEqualTo("late-tenant");
    }

    @Test
    void signsAnything_whenATestNeedsABadToken() throws Exception {
        // When
        SignedJWT expired = SignedJWT.parse(issuer.mint(Map.of("aud", "other", "sub", "x"), Duration.ofHours(-1)));
        SignedJWT foreign =
                SignedJWT.parse(issuer.mintWithForeignKey(Map.of("aud", "lupa", "sub", "x"), Duration.ofHours(1)));

        // Then
        assertThat(isSignedByIssuer(expired)).isTrue();
        assertThat(expired.getJWTClaimsSet().getExpirationTime())
                .isBefore(expired.getJWTClaimsSet().getIssueTime());
        assertThat(expired.getJWTClaimsSet().getAudience()).containsExactly("other");
        assertThat(expired.getJWTClaimsSet().getIssuer()).isEqualTo(issuer.url());
        assertThat(isSignedByIssuer(foreign)).isFalse();
    }

    @Test
    void keepsItsKey_whenStartedAgain() throws Exception {
        // Given
        SignedJWT token = SignedJWT.parse(issuer.token("try-tool", "made-up"));

        // When
        issuer.kill();
        issuer.restart();

        // Then
        assertThat(isSignedByIssuer(token)).isTrue();
    }

    private static boolean isSignedByIssuer(SignedJWT token) throws Exception {
        JWKSet keys = JWKSet.load(URI.create(issuer.url() + "/jwks").toURL());
        for (JWK key : keys.getKeys()) {
            if (token.verify(new RSASSAVerifier(key.toRSAKey()))) {
                return true;
            }
        }
        return false;
    }
}
