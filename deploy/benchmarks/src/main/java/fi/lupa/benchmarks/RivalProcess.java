// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server of somebody else, started here on loopback and a free port, and gone afterwards. */
final class RivalProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;
    private static final int LOOK_AGAIN_MILLIS = 20;

    private final String name;
    private final int port;
    private final Process process;

    private RivalProcess(String name, int port, Process process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    /** Starts it and waits until it listens on the port. */
    static RivalProcess start(String name, int port, ProcessBuilder builder) throws IOException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        RivalProcess started = new RivalProcess(name, port, process);
        started.awaitListening();
        return started;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Finds a program in one of these places, otherwise on the path. */
    static Optional<String> program(String name, Path... places) {
        Stream<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(Path::of);
        return Stream.concat(Stream.of(places), path)
                .map(place -> place.resolve(name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    long pid() {
        return process.pid();
    }

    private void awaitListening() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isListening()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                close();
                throw new NotPossibleException(name + " does not start; without it the figure can be taken alone.");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS));
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LOOK_AGAIN_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
