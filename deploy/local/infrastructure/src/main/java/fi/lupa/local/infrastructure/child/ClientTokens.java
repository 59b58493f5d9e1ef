// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure.child;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.OAuth2Exception;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;

/** The claims of each client's tokens, from a file that is read anew for each token, so that clients can be added while the issuer runs. */
final class ClientTokens implements OAuth2TokenCallback {

    private static final String AUDIENCE = "lupa";

    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private final Duration expiry;

    ClientTokens(Path file, Duration expiry) {
        this.file = file;
        this.expiry = expiry;
    }

    @Override
    public String issuerId() {
        return IssuerProcess.ISSUER;
    }

    @Override
    public String subject(TokenRequest request) {
        return client(request).path("sub").asText(clientId(request));
    }

    @Override
    public String typeHeader(TokenRequest request) {
        return "JWT";
    }

    @Override
    public List<String> audience(TokenRequest request) {
        return List.of(AUDIENCE);
    }

    @Override
    public Map<String, Object> addClaims(TokenRequest request) {
        JsonNode client = client(request);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("tenant", client.path("tenant").asText());
        claims.put("controllers", json.convertValue(client.path("controllers"), new TypeReference<List<String>>() {}));
        claims.put("scope", client.path("scope").asText());
        claims.put("azp", clientId(request));
        claims.put("client_id", clientId(request));
        return claims;
    }

    @Override
    public long tokenExpiry() {
        return expiry.toSeconds();
    }

    private JsonNode client(TokenRequest request) {
        JsonNode client = clients().path(clientId(request));
        JsonNode secret = client.path("secret");
        boolean secretFits =
                secret.isMissingNode() || secret.isNull() || secret.asText().equals(givenSecret(request));
        if (client.isMissingNode() || !secretFits) {
            throw new OAuth2Exception(OAuth2Error.INVALID_CLIENT, "unknown client or wrong secret");
        }
        return client;
    }

    private JsonNode clients() {
        try {
            return json.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String clientId(TokenRequest request) {
        ClientAuthentication authentication = request.getClientAuthentication();
        return authentication != null ? authentication.getClientID().getValue() : String.valueOf(request.getClientID());
    }

    private static String givenSecret(TokenRequest request) {
        return request.getClientAuthentication() instanceof PlainClientSecret plain
                ? plain.getClientSecret().getValue()
                : "";
    }
}
