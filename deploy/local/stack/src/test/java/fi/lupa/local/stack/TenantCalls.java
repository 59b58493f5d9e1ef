// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls of somebody in a tenant who may do everything there, for whatever controller names they like. */
final class TenantCalls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVERY_SCOPE =
            "consent:write consent:read contact:report catalogue:read catalogue:admin rights:admin"
                    + " decision:read decision:explain audit:read audit:extract disclosure:acknowledge";

    private final Stack stack;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TenantCalls(Stack stack, String tenant) {
        this.stack = stack;
        this.token = stack.issuer()
                .mint(
                        Map.of(
                                "tenant",
                                tenant,
                                "controllers",
                                List.of("kysely", "verkko", "palvelut", "vanha", "uusi", "poistuva", "nobody"),
                                "azp",
                                "everything-" + tenant,
                                "sub",
                                "everything-" + tenant,
                                "aud",
                                "lupa",
                                "scope",
                                EVERY_SCOPE),
                        Duration.ofHours(1));
    }

    Api.Answer post(String path, String body) {
        return send(Service.CONSENT, "POST", path, body);
    }

    Api.Answer get(Service service, String path) {
        return send(service, "GET", path, "");
    }

    Api.Answer send(Service service, String method, String path, String body) {
        HttpResponse<String> response = response(service, method, path, body);
        return new Api.Answer(response.statusCode(), json(response.body()), response.body());
    }

    /** Begins something that goes on by itself; returns where it is. */
    String begun(Service service, String path, String body) {
        HttpResponse<String> response = response(service, "POST", path, body);
        return response.headers().firstValue("Location").orElseThrow(() -> new AssertionError(response.body()));
    }

    private HttpResponse<String> response(Service service, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.url(service) + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type(path))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Prefer", "respond-async")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String type(String path) {
        if (path.contains("/suppression-lists/")) {
            return "text/csv";
        }
        boolean lines = path.contains("/audience-checks?") || path.contains("/imports?");
        return lines ? "application/x-ndjson" : "application/json";
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }
}
