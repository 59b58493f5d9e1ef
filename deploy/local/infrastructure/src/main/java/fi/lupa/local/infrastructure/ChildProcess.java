// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One part of the local infrastructure: a server in a process of its own that can be stopped, killed, paused and started again on the same
 * data and port. It ends with the JVM that started it: by a shutdown hook, and if that JVM is killed, because the child watches its parent.
 * Not safe for use by several threads at once.
 */
public abstract class ChildProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(60);
    private static final Duration PORT_LIMIT = Duration.ofSeconds(30);
    private static final String NOTE_OF_PROCESS = "process";
    private static final int LOG_TAIL = 20;

    private final ChildSpec spec;

    ChildProcess(ChildSpec spec) {
        this.spec = spec;
    }

    /** Tells whether the server answers a real request now. */
    abstract boolean answers();

    /** All its ports, divided by commas. */
    String ports() {
        return Integer.toString(spec.port());
    }

    /** Puts the directory in order before a start. */
    void prepare() throws IOException {}

    /** Starts the process without waiting for it. */
    final void launch() {
        if (isRunning() || !await(PORT_LIMIT, () -> FreePort.isFree(spec.port()))) {
            throw new StartFailedException(spec.name(), "cannot start: port " + spec.port() + " is taken", "");
        }
        try {
            Files.createDirectories(spec.dir());
            Files.deleteIfExists(readyMarker());
            prepare();
            ProcessBuilder.Redirect log =
                    ProcessBuilder.Redirect.appendTo(logFile().toFile());
            ProcessHandle started = new ProcessBuilder(
                            spec.command(ProcessHandle.current().pid()))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start()
                    .toHandle();
            Files.writeString(spec.dir().resolve(NOTE_OF_PROCESS), identity(started));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Signal.KILL.send(treeOf(started))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the server answers, and throws a {@link StartFailedException} when its process has ended or the time is over. */
    public final void awaitReady(Duration limit) {
        boolean decided = await(limit, () -> !isRunning() || (isMarkedReady() && answers()));
        if (!isRunning()) {
            throw new StartFailedException(spec.name(), "ended before it was ready", logTail());
        }
        if (!decided) {
            throw new StartFailedException(spec.name(), "was not ready after " + limit, logTail());
        }
    }

    final void launchAndAwait() {
        launch();
        try {
            awaitReady(START_LIMIT);
        } catch (StartFailedException e) {
            kill();
            throw e;
        }
    }

    /** Stops the server in its orderly way and waits for its end; kills it when that takes too long. */
    public void stop() {
        List<ProcessHandle> tree = processes();
        Signal.CONT.send(tree);
        process().ifPresent(ProcessHandle::destroy);
        if (!await(STOP_LIMIT, () -> tree.stream().noneMatch(Signal::runs))) {
            kill();
        }
    }

    /** Ends the server and all its processes with SIGKILL, as a power cut would, and waits until they are gone. */
    public final void kill() {
        List<ProcessHandle> tree = processes();
        Signal.KILL.send(tree);
        if (!await(KILL_LIMIT, () -> tree.stream().noneMatch(Signal::runs))) {
            throw new IllegalStateException(spec.name() + " is still there after SIGKILL");
        }
    }

    /** Holds the server and all its processes with SIGSTOP: connections stay open and nothing answers. */
    public final void pause() {
        Signal.STOP.send(held());
    }

    /** Lets a held server go on. */
    public final void resume() {
        Signal.CONT.send(processes());
    }

    /** Starts the server again on the same data and port, after an orderly stop if it still runs; returns when it answers. */
    public final void restart() {
        stop();
        launchAndAwait();
    }

    /** Tells whether its process runs (a held one does). */
    public final boolean isRunning() {
        return process().isPresent();
    }

    /** The port it serves on 127.0.0.1; the same for all its life. */
    public final int port() {
        return spec.port();
    }

    /** The process id of the server itself. */
    public long pid() {
        return process()
                .map(ProcessHandle::pid)
                .orElseThrow(() -> new IllegalStateException(spec.name() + " does not run"));
    }

    /** The ids of all its processes that run now. */
    public final List<Long> pids() {
        return processes().stream().filter(Signal::runs).map(ProcessHandle::pid).toList();
    }

    /** Its directory, with data and log. */
    public final Path directory() {
        return spec.dir();
    }

    /** What it wrote to its standard output, from all its starts. */
    public final Path logFile() {
        return spec.dir().resolve(spec.name() + ".log");
    }

    @Override
    public final void close() {
        stop();
    }

    final ChildSpec spec() {
        return spec;
    }

    /** What {@link #pause} holds. */
    List<ProcessHandle> held() {
        return processes();
    }

    final List<ProcessHandle> processes() {
        return process().map(ChildProcess::treeOf).orElse(List.of());
    }

    private Optional<ProcessHandle> process() {
        return processOf(spec.dir());
    }

    /** The running process of a directory, whichever object started it: so several class loaders and tools can hold the same part. */
    static Optional<ProcessHandle> processOf(Path dir) {
        try {
            Path file = dir.resolve(NOTE_OF_PROCESS);
            String note = Files.exists(file) ? Files.readString(file) : "";
            return note.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(note.substring(0, note.indexOf(' '))))
                            .filter(found -> identity(found).equals(note) && Signal.runs(found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String identity(ProcessHandle process) {
        return process.pid()
                + " "
                + process.info().startInstant().map(Object::toString).orElse("-");
    }

    static List<ProcessHandle> treeOf(ProcessHandle root) {
        List<ProcessHandle> tree = new ArrayList<>();
        if (root.isAlive()) {
            tree.add(root);
            root.descendants().forEach(tree::add);
        }
        return tree;
    }

    /** Polls until the condition holds or the time is over. */
    static boolean await(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return true;
    }

    private Path readyMarker() {
        return spec.dir().resolve("ready");
    }

    private boolean isMarkedReady() {
        try {
            String marked = Files.exists(readyMarker()) ? Files.readString(readyMarker()) : "";
            return process()
                    .filter(p -> marked.trim().equals(Long.toString(p.pid())))
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(logFile());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
