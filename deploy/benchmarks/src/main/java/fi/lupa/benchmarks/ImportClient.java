// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Sends an import and waits until every row is recorded. */
final class ImportClient {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration STALL = Duration.ofMinutes(2);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int ACCEPTED = 202;

    private final Stack stack;
    private final Api api;

    ImportClient(Stack stack) {
        this.stack = stack;
        this.api = new Api(stack.issuer());
    }

    /** How long it took to send the file, and to record it whole, the sending included. */
    record Done(double secondsOfSending, double seconds) {}

    Done send(String run, int rows) throws IOException {
        long begin = System.nanoTime();
        String job = taken(run, rows);
        long sent = System.nanoTime();
        long known = -1;
        long lastGrowth = sent;
        JsonNode now = job(job);
        while (!"DONE".equals(now.path("status").asText())) {
            long recorded = now.at("/counts/rows").asLong();
            lastGrowth = recorded > known ? System.nanoTime() : lastGrowth;
            known = recorded;
            if (System.nanoTime() - lastGrowth > STALL.toNanos()) {
                throw new IOException("the import stands: " + now);
            }
            LockSupport.parkNanos(LOOK.toNanos());
            now = job(job);
        }
        long end = System.nanoTime();
        if (now.at("/counts/stored").asLong() != rows) {
            throw new IOException("not every row was stored: " + now);
        }
        return new Done((sent - begin) / NANOS_PER_SECOND, (end - begin) / NANOS_PER_SECOND);
    }

    private JsonNode job(String job) {
        return api.get(Requests.CLIENT, job).body();
    }

    private String taken(String run, int rows) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(stack.url(Service.CONSENT) + "/v1/imports?controller=kysely"))
                .header("Authorization", "Bearer " + api.token(Requests.CLIENT))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> ImportRows.of(run, rows)))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != ACCEPTED) {
                throw new IOException("the import was answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.headers().firstValue("Location").orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The answer about a person of the run. */
    String decision(String run, int person) {
        return api.post(Requests.CLIENT, stack.url(Service.PREFERENCE) + "/v1/decisions", question(run, person))
                .body()
                .path("decision")
                .asText();
    }

    /** What is asked about a person of the run. */
    static String question(String run, int person) {
        return "{\"controller\":\"kysely\",\"purpose\":\"product-updates\",\"channel\":\"EMAIL\","
                + "\"recipient\":{\"type\":\"EMAIL\",\"value\":\"" + ImportRows.mail(run, person) + "\"}}";
    }
}
