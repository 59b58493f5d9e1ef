// SPDX-License-Identifier: Apache-2.0
package fi.lupa.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends requests with a fresh token, again where that may help and there is patience left. Thread-safe. */
final class Transport {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI service;
    private final Supplier<String> tokens;
    private final Retries retries;

    Transport(URI service, Supplier<String> tokens, Retries retries) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWERS_WITHIN)
                .build();
        this.service = service;
        this.tokens = tokens;
        this.retries = retries;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(ANSWERS_WITHIN);
    }

    /** Returns the last answer; empty if there was none, or the thread was interrupted. */
    <T> Optional<HttpResponse<T>> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        long end = System.nanoTime() + retries.patience().toNanos();
        Optional<HttpResponse<T>> answer = Optional.empty();
        try {
            for (int tried = 0; tried < retries.most(); tried++) {
                answer = once(request, handler);
                int asked = tried;
                Duration pause =
                        answer.map(found -> Retries.pause(found, asked)).orElseGet(() -> Retries.pause(asked));
                boolean again =
                        answer.map(found -> Retries.mayHelp(found.statusCode())).orElse(true);
                boolean last = tried == retries.most() - 1 || System.nanoTime() + pause.toNanos() > end;
                if (!again || last) {
                    return answer;
                }
                Thread.sleep(pause.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return answer;
    }

    /** Sends once. */
    <T> Optional<HttpResponse<T>> once(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        try {
            HttpRequest made =
                    request.setHeader("Authorization", "Bearer " + tokens.get()).build();
            return Optional.of(http.send(made, handler));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
