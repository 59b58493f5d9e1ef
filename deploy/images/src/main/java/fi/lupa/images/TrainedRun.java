// SPDX-License-Identifier: Apache-2.0
package fi.lupa.images;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A service started from one class path, as its image starts it; a process that closing ends. */
final class TrainedRun implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    /** The JVM writes the cache while it ends, in a process of its own. */
    private static final long END_MINUTES = 5;

    private static final long LOOK_NANOS = 20_000_000;
    private static final int OK = 200;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Process process;
    private final Path log;

    /** Starts it with these options of the JVM and the settings that a stack wrote for it. */
    TrainedRun(Path java, List<String> options, Path starter, Path settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(options);
        command.addAll(List.of("-Duser.timezone=UTC", "-Dquarkus.profile=local"));
        command.add("-Dquarkus.config.locations=" + settings.toUri());
        command.addAll(List.of("-jar", starter.toString()));
        log = settings.resolveSibling("trained.log");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
    }

    /** Returns when it says that it is ready. */
    void awaitReady(int port) throws IOException {
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(ANSWER)
                .build();
        HttpClient http = HttpClient.newHttpClient();
        long begin = System.nanoTime();
        while (!isReady(http, question)) {
            if (!process.isAlive() || System.nanoTime() - begin > START.toNanos()) {
                throw new IOException("it did not become ready; its log: " + log);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest question) {
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Seconds of processor time that it has taken. */
    double processorSeconds() {
        return process.info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / NANOS_PER_SECOND)
                .orElse(Double.NaN);
    }

    /** Has it end in good order, and waits for that. */
    void stop() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(END_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("it did not end; its log: " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
