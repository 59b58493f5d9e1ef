// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.Headers;

/** {@code POST /mint} signs whatever claims it is given, for tests of tokens that a real issuer would never issue. */
final class MintRoute implements Route {

    private final ObjectMapper json = new ObjectMapper();
    private final OAuth2TokenProvider tokens;

    MintRoute(OAuth2TokenProvider tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean match(OAuth2HttpRequest request) {
        return request.getOriginalUrl().encodedPath().equals("/mint");
    }

    @Override
    public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
        try {
            JsonNode body = json.readTree(request.getBody());
            Map<String, Object> claims = json.convertValue(body.get("claims"), new TypeReference<>() {});
            Duration expiry = Duration.parse(body.get("expiry").asText());
            String token = tokens.jwt(claims, expiry, body.get("key").asText()).serialize();
            return new OAuth2HttpResponse(Headers.of("Content-Type", "application/jwt"), 200, token, null);
        } catch (JsonProcessingException e) {
            return new OAuth2HttpResponse(Headers.of(), 400, "not JSON", null);
        }
    }
}
