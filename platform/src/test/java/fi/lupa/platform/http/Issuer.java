// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Signs real tokens with a key made for the run; quarkus-oidc verifies them with the public half. */
public final class Issuer implements QuarkusTestResourceLifecycleManager {

    private static final String SIGNING_KEY = "test.signing-key";

    @Override
    public Map<String, String> start() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            Base64.Encoder base64 = Base64.getEncoder();
            return Map.of(
                    "quarkus.oidc.public-key",
                    base64.encodeToString(pair.getPublic().getEncoded()),
                    SIGNING_KEY,
                    base64.encodeToString(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {}

    static JwtClaimsBuilder claims(String scope) {
        return Jwt.issuer("https://issuer.example")
                .audience("lupa")
                .subject("8c1f")
                .claim("tenant", "survey-vendor")
                .claim("azp", "survey-tool")
                .claim("scope", scope)
                .claim("controllers", List.of("kysely"))
                .expiresAt(Instant.now().plusSeconds(300));
    }

    static String token(String scope) {
        return sign(claims(scope));
    }

    static String sign(JwtClaimsBuilder claims) {
        return claims.jws().sign(key());
    }

    private static PrivateKey key() {
        byte[] encoded = Base64.getDecoder().decode(ConfigProvider.getConfig().getValue(SIGNING_KEY, String.class));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
