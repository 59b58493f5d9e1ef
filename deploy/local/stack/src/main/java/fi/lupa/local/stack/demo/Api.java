// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.local.infrastructure.OidcIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Calls the services as a client of a tenant would: with a token of the issuer and JSON. Safe for several threads. */
public final class Api {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** Shorter than the life of Keycloak's tokens, which is five minutes. */
    private static final Duration TOKEN_REUSE = Duration.ofMinutes(4);

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Token(String text, Instant askedAt) {}

    private final UnaryOperator<String> issuer;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    /** Calls with tokens of this issuer. */
    public Api(OidcIssuer issuer) {
        this(client -> issuer.token(client, OidcIssuer.DEMO_SECRET));
    }

    /** Calls with tokens that are asked for by the client's id. */
    public Api(UnaryOperator<String> issuer) {
        this.issuer = issuer;
    }

    /** An answer; the body is missing when it was empty or not JSON. */
    public record Answer(int status, JsonNode body, String text) {

        /** Tells whether the status is 2xx. */
        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** Posts JSON. */
    public Answer post(String client, String url, String body, Map<String, String> headers) {
        return send(client, "POST", url, HttpRequest.BodyPublishers.ofString(body), headers);
    }

    /** Posts JSON without further headers. */
    public Answer post(String client, String url, String body) {
        return post(client, url, body, Map.of());
    }

    /** Gets JSON. */
    public Answer get(String client, String url) {
        return send(client, "GET", url, HttpRequest.BodyPublishers.noBody(), Map.of());
    }

    /** A token of this client, used again for a while. */
    public String token(String client) {
        Token known = tokens.get(client);
        if (known == null || known.askedAt().plus(TOKEN_REUSE).isBefore(Instant.now())) {
            known = new Token(issuer.apply(client), Instant.now());
            tokens.put(client, known);
        }
        return known.text();
    }

    private Answer send(
            String client, String method, String url, HttpRequest.BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token(client))
                .header("Content-Type", "application/json")
                .method(method, body);
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }
}
