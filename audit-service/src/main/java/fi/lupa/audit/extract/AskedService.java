// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Another service, asked with the token of the officer who fetches a bundle: it decides what that person may see. Nothing is kept. */
final class AskedService {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final HttpClient client;
    private final URI address;
    private final String authorization;

    AskedService(URI address, String authorization) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.address = address;
        this.authorization = authorization;
    }

    /** Returns the answer's body; throws {@link NotObtainedException} unless it is a 200. */
    String get(String path) {
        return send(to(path, "application/json").GET());
    }

    /** Asks, and goes on meanwhile; {@link #answer} waits for what comes. */
    CompletableFuture<HttpResponse<String>> begin(String path, String accept, String json) {
        HttpRequest request = to(path, accept)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Returns the body of what was asked for; throws {@link NotObtainedException} unless it is a 200. */
    static String answer(CompletableFuture<HttpResponse<String>> begun) {
        try {
            return body(begun.get());
        } catch (ExecutionException e) {
            throw new NotObtainedException("UNREACHABLE");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObtainedException("INTERRUPTED");
        }
    }

    /** Returns the answer's body; throws {@link NotObtainedException} unless it is a 200. */
    String post(String path, String accept, String json) {
        return send(to(path, accept)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder to(String path, String accept) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(ANSWER)
                .header("Authorization", authorization)
                .header("Accept", accept);
    }

    private String send(HttpRequest.Builder request) {
        try {
            return body(client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new NotObtainedException("UNREACHABLE");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObtainedException("INTERRUPTED");
        }
    }

    private static String body(HttpResponse<String> answer) {
        if (answer.statusCode() != OK) {
            throw new NotObtainedException("HTTP_" + answer.statusCode());
        }
        return answer.body();
    }

    /** Something was asked for and did not come. */
    static final class NotObtainedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotObtainedException(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
