// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What a service tells of itself at {@code /q/metrics}. */
final class ServiceMetrics {

    private static final Duration LOOK = Duration.ofMillis(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;

    ServiceMetrics(int port) {
        this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
                .build();
    }

    /** The sum over all label sets; 0 where there is none. */
    double value(String name) throws IOException {
        try {
            String text =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return text.lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it is more than that, and returns it. */
    double awaitGrowth(String name, double than) throws IOException {
        long end = System.nanoTime() + AuditLogFigure.patience().toNanos();
        double now = value(name);
        while (now <= than) {
            if (System.nanoTime() > end) {
                throw new IOException(name + " stays at " + now);
            }
            LockSupport.parkNanos(LOOK.toNanos());
            now = value(name);
        }
        return now;
    }
}
