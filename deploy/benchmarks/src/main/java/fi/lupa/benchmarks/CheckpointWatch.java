// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Somebody who fetches a log's checkpoint over and over, and remembers when which size was first to be had. */
final class CheckpointWatch implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int DIGITS = 3;
    private static final int SECOND_LINE = 1;

    private final ConcurrentSkipListMap<Long, Long> seenNanos = new ConcurrentSkipListMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final Thread thread;
    private volatile boolean isOver;

    private CheckpointWatch(URI checkpoint) {
        this.request = HttpRequest.newBuilder(checkpoint).build();
        this.thread = new Thread(this::watch, "checkpoint-watch");
    }

    static CheckpointWatch of(int port, String log) {
        CheckpointWatch watch =
                new CheckpointWatch(URI.create("http://127.0.0.1:" + port + "/log/" + log + "/checkpoint"));
        watch.thread.start();
        return watch;
    }

    private void watch() {
        while (!isOver) {
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    long size = Long.parseLong(answer.body().lines().toList().get(SECOND_LINE));
                    seenNanos.putIfAbsent(size, System.nanoTime());
                }
            } catch (IOException e) {
                // asked again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** How long each fact waited for the first checkpoint over it; waits for the last one. */
    Histogram delays(PacedFacts.Sent sent, Stack stack) throws IOException, SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Histogram nanos = delaysSoFar(sent, stack);
            if (nanos.getTotalCount() == sent.dueNanos().size()) {
                return nanos;
            }
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        throw new IOException("some facts are under no checkpoint after " + PATIENCE.toMinutes() + " minutes");
    }

    private Histogram delaysSoFar(PacedFacts.Sent sent, Stack stack) throws SQLException {
        Histogram nanos = new Histogram(DIGITS);
        try (Connection superuser = stack.postgres().connect(Service.AUDIT.database());
                PreparedStatement statement =
                        superuser.prepareStatement("SELECT event_id, idx FROM event_seen WHERE tenant = ?")) {
            statement.setObject(1, FilledTables.TENANT);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Long due = sent.dueNanos().get(row.getString(1));
                    Map.Entry<Long, Long> seen = seenNanos.higherEntry(row.getLong(2));
                    if (due != null && seen != null) {
                        nanos.recordValue(Math.max(0, seen.getValue() - due));
                    }
                }
            }
        }
        return nanos;
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
