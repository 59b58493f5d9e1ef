// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.infrastructure.NotedProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The stack that was started by {@code up}, seen from another process through the notes in its data folder. */
final class RunningStack {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int CONNECT_MILLIS = 1000;

    private final StackPlan plan;
    private final Path ready;
    private final Path stop;
    private final Path tokenUrl;

    RunningStack(StackPlan plan) {
        this.plan = plan;
        this.ready = plan.data().resolve("ready");
        this.stop = plan.data().resolve("stop");
        this.tokenUrl = plan.data().resolve("token-url");
    }

    void begin() throws IOException {
        Files.deleteIfExists(ready);
        Files.deleteIfExists(stop);
        Files.writeString(tokenUrl, plan.tokenUrl());
        NotedProcess.note(plan.data(), ProcessHandle.current());
    }

    void ready() throws IOException {
        Files.writeString(ready, "");
    }

    void end() throws IOException {
        Files.deleteIfExists(ready);
        Files.deleteIfExists(stop);
    }

    /** Where the issuer that was started, whichever it is, is asked for tokens. */
    URI tokenUrl() throws IOException {
        return URI.create(Files.exists(tokenUrl) ? Files.readString(tokenUrl) : plan.tokenUrl());
    }

    boolean isReady() {
        return Files.exists(ready);
    }

    boolean isStopRequested() {
        return Files.exists(stop);
    }

    boolean isRunning() {
        return NotedProcess.in(plan.data()).isPresent();
    }

    int down() throws IOException {
        Optional<NotedProcess> supervisor = NotedProcess.in(plan.data());
        if (supervisor.isEmpty()) {
            System.out.println("Lupa is not running.");
            return 0;
        }
        parts().values().forEach(part -> part.ifPresent(NotedProcess::resume));
        Files.writeString(stop, "");
        long end = System.nanoTime() + STOP_LIMIT.toNanos();
        while (supervisor.get().isRunning() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        if (supervisor.get().isRunning()) {
            supervisor.get().kill();
            System.out.println("Lupa did not stop in " + STOP_LIMIT.toSeconds() + " s and was killed.");
            return 1;
        }
        System.out.println("Lupa is stopped. Its data stays in deploy/local/.data; `up --fresh` starts from nothing.");
        return 0;
    }

    int status() {
        boolean allUp = isRunning() && isReady();
        for (Map.Entry<String, Integer> part : plan.ports().named().entrySet()) {
            Optional<NotedProcess> process = NotedProcess.in(plan.directoryOf(part.getKey()));
            String state = process.map(p -> p.isPaused() ? "paused" : answers(part.getValue()) ? "up" : "not answering")
                    .orElse("down");
            allUp &= state.equals("up");
            System.out.printf(
                    "%-20s %-14s 127.0.0.1:%-6d %s%n",
                    part.getKey(),
                    state,
                    part.getValue(),
                    process.map(p -> "pid " + p.pid() + ", " + p.residentMegabytes() + " MB")
                            .orElse(""));
        }
        return allUp ? 0 : 1;
    }

    int pause(List<String> names) {
        return each(names, NotedProcess::pause);
    }

    int resume(List<String> names) {
        return each(names, NotedProcess::resume);
    }

    private int each(List<String> names, java.util.function.Consumer<NotedProcess> act) {
        Map<String, Optional<NotedProcess>> parts = parts();
        if (names.isEmpty() || !parts.keySet().containsAll(names)) {
            System.err.println("name one or more of: " + String.join(", ", parts.keySet()));
            return 2;
        }
        int result = 0;
        for (String name : names) {
            Optional<NotedProcess> process = parts.getOrDefault(name, Optional.empty());
            process.ifPresent(act);
            result = process.isPresent() ? result : 1;
            System.out.println(name + (process.isPresent() ? ": done" : " is not running"));
        }
        return result;
    }

    private Map<String, Optional<NotedProcess>> parts() {
        Map<String, Optional<NotedProcess>> parts = new java.util.LinkedHashMap<>();
        plan.ports().named().keySet().forEach(name -> parts.put(name, NotedProcess.in(plan.directoryOf(name))));
        return parts;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
