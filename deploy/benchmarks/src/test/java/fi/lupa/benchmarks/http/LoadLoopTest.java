// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against the JDK's own server; the counts are tested, and of the times only that they are not told too short. */
final class LoadLoopTest {

    private static final Request RIGHT = Request.post("/", "none", "", "{}", answer -> answer.status() == 200);
    private static final Request WRONG = Request.post("/", "none", "", "{}", answer -> answer.status() == 201);

    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile Duration delayOfFirst = Duration.ZERO;
    /** 0 lets the server send chunks. */
    private volatile long saidLength = 2;

    @BeforeAll
    static void answerAtOnce() {
        // Else each answer of this server waits 40 ms for the client's acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (asked.incrementAndGet() == 1 && !delayOfFirst.isZero()) {
            try {
                // A server that is slow once; nothing is waited for here.
                new CountDownLatch(1).await(delayOfFirst.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, saidLength);
        exchange.getResponseBody().write(new byte[] {'{', '}'});
        exchange.close();
    }

    @Test
    void sendsEachOnce_whenThereAreSoMany() throws IOException {
        try (LoadLoop loop = LoadLoop.to(server.getAddress().getPort(), 4)) {
            // When
            LoadResult result = loop.closed(Collections.nCopies(101, RIGHT).iterator(), Duration.ofMinutes(1));

            // Then
            assertThat(result.answers()).isEqualTo(101);
            assertThat(asked).hasValue(101);
            assertThat(result.wrong()).isZero();
        }
    }

    @Test
    void countsWrongAnswersAndShowsTheFirst_whenThereAreAny() throws IOException {
        try (LoadLoop loop = LoadLoop.to(server.getAddress().getPort(), 2)) {
            // When
            LoadResult result = loop.closed(List.of(WRONG, RIGHT, WRONG).iterator(), Duration.ofMinutes(1));

            // Then
            assertThat(result.wrong()).isEqualTo(2);
            assertThat(result.firstWrong()).isEqualTo("200 {}");
        }
    }

    @Test
    void readsEachAnswer_whenTheyComeInChunks() throws IOException {
        // Given
        saidLength = 0;
        Request request =
                Request.post("/", "none", "", "{}", answer -> answer.body().equals("{}"));
        try (LoadLoop loop = LoadLoop.to(server.getAddress().getPort(), 2)) {
            // When
            LoadResult result = loop.closed(Collections.nCopies(20, request).iterator(), Duration.ofMinutes(1));

            // Then
            assertThat(result.answers()).isEqualTo(20);
            assertThat(result.wrong()).isZero();
        }
    }

    @Test
    void timesRunFromWhenRequestsWereDue_whenTheServerStallsOnce() throws IOException {
        // Given: one connection, 100 requests due every 5 ms, the first of which takes 300 ms
        delayOfFirst = Duration.ofMillis(300);
        try (LoadLoop loop = LoadLoop.to(server.getAddress().getPort(), 1)) {
            // When
            LoadResult result = loop.open(new Endless(List.of(RIGHT)), 200, Duration.ofMillis(500));

            // Then: those that were due meanwhile waited too; a client that leaves them out would show one slow answer
            // of 100
            assertThat(result.answers()).isEqualTo(100);
            assertThat(result.millisAt(100)).isGreaterThan(250);
            assertThat(result.millisAt(75)).isGreaterThan(40);
        }
    }
}
